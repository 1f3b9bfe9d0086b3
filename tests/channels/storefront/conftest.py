"""A shopper with a browser: keeps cookies, follows forms."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from duken.channels.storefront import shelves


class Shopper(Client):
    """`shopper.put("TEA", 2)`, `shopper.order(...)`: what a person does, one request each."""

    def put(self, variant_id: Any, quantity: int = 1) -> Any:
        return self.post("/basket/add/", {"variant": str(variant_id), "quantity": quantity})

    def checkout_form(self) -> dict[str, str]:
        """The hidden fields of the page of the checkout."""
        page = self.get("/checkout/").content.decode()
        return dict(re.findall(r'<input type="hidden" name="(key|expected_\w+)" value="([^"]*)"', page))

    def place(self, form: dict[str, str] | None = None, **said: str) -> Any:
        told = {"method": "pickup", "store": "high-street", "payment": "on_collection", "name": "Shopper"}
        told |= {"phone": "020 7946 0018"} | (form or self.checkout_form()) | said
        return self.post("/checkout/", told)


@pytest.fixture
def shopper(db: Any) -> Shopper:
    shelves.forget()
    cache.clear()
    return Shopper()


@pytest.fixture
def tea(db: None, make: Any) -> Any:
    """A shop that sells tea at £4.99, ten on the shelf, delivery from a warehouse."""
    make.selling("TEA", stock=10)
    make.delivery_zone(ships_from="high-street")
    return make.variant("TEA")
