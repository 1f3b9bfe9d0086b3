"""Makers of counters: a till of a shop and its sales, as the books are told of them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from duken.inventory import accounts as stock
from duken.kernel import ids
from duken.ledger.entries import Account
from duken.ledger.reads import summed
from duken.orders.sold import Given, Sale, SoldLine
from duken.payments import accounts as money
from duken.stores import reads as stores

AT = datetime(2026, 11, 20, 10, 15, tzinfo=UTC)


class Counter:
    """A till of a shop, with its shift."""

    def __init__(self, make: Any, *skus: str, units: int) -> None:
        make.selling(*skus, price_minor=499, stock=units)
        make.channel("till")
        self.make, self.till, self.shift = make, ids.new_id(), ids.new_id()
        self.location = stores.location("high-street").id
        self.cash, self.cards = money.shift_cash("GBP", self.shift), money.shift_cards("GBP", self.shift)

    def line(self, sku: str, quantity: int = 1, price_minor: int = 499) -> SoldLine:
        total = price_minor * quantity
        variant = self.make.variant(sku).id
        return SoldLine(
            ids.new_id(), variant, sku, sku.title(), quantity, price_minor, total, total, total // 6, 0, Decimal("0.20")
        )

    def sale(self, *lines: SoldLine, cash: int | None = None, **said: Any) -> Sale:
        one = ids.new_id()
        total = sum(line.total_minor for line in lines)
        given = (self.given("cash", total if cash is None else cash),) if "given" not in said else said.pop("given")
        told = {"number": f"A1-{str(one)[-12:]}", "channel": "till", "at": AT, "currency": "GBP"} | said
        return Sale(one, f"till:{one}", location_id=self.location, till_id=self.till, lines=lines, given=given, **told)

    def given(self, tender: str, amount: int) -> Given:
        return Given(ids.new_id(), "till", tender, amount, self.cash if tender == "cash" else self.cards)

    def on_hand(self, sku: str) -> Account:
        return stock.on_hand(self.make.variant(sku).id, self.location)

    def variance(self, sku: str) -> int:
        return summed(stock.variance(self.make.variant(sku).id, self.location))


class CounterMakers:
    def counter(self, *skus: str, units: int = 10) -> Counter:
        """A counter of a shop with so many of these SKUs on the shelf, each for 4.99."""
        return Counter(self, *skus, units=units)
