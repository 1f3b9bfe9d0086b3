"""A caller with a key, as a machine outside would be."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django.test import Client

from duken.access.keys import create_key
from duken.access.scopes import SCOPES
from duken.channels.api import rates
from duken.kernel.actor import system
from duken.stores import reads as stores

_KEYS = count(1)


class Caller:
    """`call.get("/products")`, `call.post("/orders", {...}, key="a")`: answers as Django's test client gives them."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.client = Client(raise_request_exception=False)

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1{path}", headers=self._headers(headers))

    def post(self, path: str, body: Any = None, *, key: str | None = "", **headers: str) -> Any:
        """`key` "" makes a fresh Idempotency-Key, None sends none; bytes are sent as they are."""
        if key is not None:
            headers["Idempotency-Key"] = key or f"test-{next(_KEYS)}"
        given = body if isinstance(body, bytes) else json.dumps({} if body is None else body)
        return self.client.post(
            f"/api/v1{path}", given, content_type="application/json", headers=self._headers(headers)
        )

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"} | {
            name.replace("_", "-"): text for name, text in more.items()
        }


@pytest.fixture
def key_with(db: Any) -> Callable[..., Caller]:
    """`key_with("orders.place", stores=["soho"])`."""

    def make_caller(*scopes: str, stores: list[str] | None = None, channel: str = "web") -> Caller:
        rates._buckets.clear()
        places = None if stores is None else [_place(code) for code in stores]
        made = create_key("tests", scopes=scopes, stores=places, channel=channel, by=system("tests"))
        return Caller(made.secret)

    return make_caller


@pytest.fixture
def call(key_with: Callable[..., Caller]) -> Caller:
    """A key that may do everything."""
    return key_with(*SCOPES)


def _place(code: str) -> Any:
    return stores.location(code).id
