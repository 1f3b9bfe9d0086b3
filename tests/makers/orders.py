"""Makers of stock and orders: a shop that can sell, in one word."""

from __future__ import annotations

from itertools import count
from typing import Any

from duken.inventory.receive import receive_stock
from duken.kernel.actor import Actor, system, with_scopes
from duken.kernel.refusals import Refusal
from duken.orders.drafts import Contact, LineDraft, OrderDraft, Pickup
from duken.orders.order import OrderRead
from duken.orders.place import place_orders

_KEYS = count(1)
BUYER = Contact("Buyer", "+447700900123", "buyer@example.com")


class OrderMakers:
    by = system("tests")

    def selling(self, *skus: str, price_minor: int = 499, stock: int = 10, shop: str = "high-street") -> None:
        """A shop open on the web with these SKUs priced and on the shelf: `make.selling("TEA", stock=5)`."""
        self.tax_rate()  # type: ignore[attr-defined]
        self.channel("web")  # type: ignore[attr-defined]
        self.shop(shop)  # type: ignore[attr-defined]
        for sku in skus:
            self.variant(sku)  # type: ignore[attr-defined]
            self.price(sku, price_minor)  # type: ignore[attr-defined]
            if stock:
                self.stock(sku, stock, shop=shop)

    def stock(self, sku: str, quantity: int, *, shop: str = "high-street") -> None:
        """So many of a SKU more on the shelf of a shop."""
        from duken.stores import reads as stores

        variant = self.variant(sku)  # type: ignore[attr-defined]
        location = stores.location(shop)
        key = f"tests-{next(_KEYS)}"
        receive_stock([(variant.id, quantity)], location_id=location.id, key=key, by=self.by)

    def buyer(self, name: str = "visitor") -> Actor:
        return with_scopes(f"visitor:{name}", "web", {"orders.place", "carts.quote"})

    def order_draft(self, *skus: str, quantity: int = 1, key: str = "", **said: Any) -> OrderDraft:
        told: dict[str, Any] = {"channel": "web", "contact": BUYER, "delivery": Pickup()} | said
        lines = tuple(LineDraft(sku, quantity) for sku in skus)
        return OrderDraft(key=key or f"order-{next(_KEYS)}", lines=lines, **told)

    def order(self, *skus: str, quantity: int = 1, by: Actor | None = None, **said: Any) -> OrderRead:
        """One accepted order; a refusal is raised."""
        [answer] = place_orders([self.order_draft(*skus, quantity=quantity, **said)], by=by or self.by)
        if isinstance(answer, Refusal):
            raise answer
        return answer
