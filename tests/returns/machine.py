"""Imports used at random: files of sales and of returns that overlap, come twice, and name what was never sold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID

from hypothesis import strategies as some
from hypothesis.stateful import invariant, precondition, rule

from duken.inventory import accounts as stock
from duken.kernel import sql
from duken.kernel.actor import system
from duken.kernel.refusals import Refusal
from duken.ledger.reads import summed
from duken.orders.errors import EmptyOrder
from duken.orders.import_orders import PastLine, PastSale, import_orders
from duken.payments import accounts as money
from duken.returns.drafts import Imported, ReturnDraft, ReturnLineDraft
from duken.returns.errors import EmptyReturn, ReturnKeyReused
from duken.returns.import_returns import import_returns
from tests.chance import UndoneMachine

BY = system("tests")
SOLD_AT, RETURNED_AT = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 9, tzinfo=UTC)
PRICES = {"CUP": 1000, "TEA": 255}
ANNA, BORIS = UUID(int=7), UUID(int=8)

lines = some.lists(some.tuples(some.sampled_from(sorted(PRICES)), some.integers(1, 4)), max_size=3)
customers = some.sampled_from([ANNA, BORIS, None])
which = some.integers(0, 999)


class ImportMachine(UndoneMachine):
    def __init__(self, make: Any) -> None:
        self.make = make
        super().__init__()

    def open(self) -> None:
        self.shop = self.make.shop("bath").id
        self.variants = {sku: self.make.variant(sku).id for sku in PRICES}
        self.numbers = count(1)
        self.sales: list[PastSale] = []
        self.orders: dict[str, UUID] = {}
        self.returns: list[ReturnDraft] = []
        self.answers: dict[str, Imported] = {}
        self.sold: Counter[str] = Counter()
        self.left: Counter[tuple[UUID | None, str]] = Counter()  # what a customer may bring back, by article
        self.matched = 0
        self.takings = 0

    @rule(told=some.lists(some.tuples(lines, customers), min_size=1, max_size=3), old=some.lists(which, max_size=2))
    def a_file_of_sales(self, told: list[tuple[list[tuple[str, int]], UUID | None]], old: list[int]) -> None:
        fresh = [self._sale(wanted, customer) for wanted, customer in told]
        self._import([*fresh, *(self.sales[at % len(self.sales)] for at in old if self.sales), fresh[0]])

    @rule(
        told=some.lists(some.tuples(lines, customers, some.sampled_from([0, 1, -55])), min_size=1, max_size=3),
        old=some.lists(which, max_size=2),
    )
    def a_file_of_returns(self, told: list[tuple[list[tuple[str, int]], UUID | None, int]], old: list[int]) -> None:
        fresh = [self._return(*each) for each in told]
        self._take_back([*fresh, *(self.returns[at % len(self.returns)] for at in old if self.returns), fresh[0]])

    @precondition(lambda self: self.answers)
    @rule(which=which)
    def another_return_under_the_same_key(self, which: int) -> None:
        key = list(self.answers)[which % len(self.answers)]
        other = replace(self._return([("TEA", 99)], ANNA, 0), key=key)

        assert import_returns([other], by=BY) == [ReturnKeyReused(key)]

    @invariant()
    def books_hold_what_the_files_said(self) -> None:
        for sku, variant in self.variants.items():
            assert summed(stock.customer(variant)) == self.sold[sku]
            assert summed(stock.history(variant)) == -self.sold[sku]
        assert summed(money.customer("GBP")) == 0
        assert summed(money.settled_elsewhere("GBP", "till")) == self.takings
        [(orders, marked)] = sql.rows(
            "SELECT count(DISTINCT order_id), coalesce(sum(returned_quantity), 0)::bigint FROM orders_line"
        )
        assert (orders, marked) == (len(self.orders), self.matched)

    def _sale(self, wanted: Sequence[tuple[str, int]], customer: UUID | None) -> PastSale:
        sold = tuple(
            PastLine(self.variants[sku], sku, sku, quantity, PRICES[sku], quantity * PRICES[sku])
            for sku, quantity in wanted
        )
        number = str(next(self.numbers))
        return PastSale(number, number, "till", self.shop, SOLD_AT, "GBP", sold, customer_id=customer)

    def _return(self, wanted: Sequence[tuple[str, int]], customer: UUID | None, dearer: int) -> ReturnDraft:
        key = f"return-{next(self.numbers)}"
        back = tuple(ReturnLineDraft(sku, quantity, PRICES[sku] + dearer) for sku, quantity in wanted)
        return ReturnDraft(key, key, "till", "bath", RETURNED_AT, "GBP", back, customer)

    def _import(self, sales: Sequence[PastSale]) -> None:
        for sale, said in zip(sales, import_orders(sales, by=BY), strict=True):
            if not sale.lines:
                assert isinstance(said, EmptyOrder)
            elif sale.reference in self.orders:
                assert said == self.orders[sale.reference]
            else:
                assert isinstance(said, UUID)
                self.orders[sale.reference] = said
                self.sales.append(sale)
                for line in sale.lines:
                    self.sold[line.sku] += line.quantity
                    self.takings += line.total_minor
                    if sale.customer_id:
                        self.left[sale.customer_id, line.sku] += line.quantity

    def _take_back(self, drafts: Sequence[ReturnDraft]) -> None:
        earlier = set(self.answers)
        for draft, said in zip(drafts, import_returns(drafts, by=BY), strict=True):
            if not draft.lines:
                assert isinstance(said, EmptyReturn)
                continue
            assert not isinstance(said, Refusal), said
            if first := self.answers.get(draft.key):
                assert said.return_id == first.return_id
                assert (said.matched, said.without_receipt) == (first.matched, first.without_receipt)
                assert said.repeated is (draft.key in earlier)
                continue
            self.answers[draft.key] = said
            self.returns.append(draft)
            assert (said.matched, said.without_receipt) == self._fits(draft)

    def _fits(self, draft: ReturnDraft) -> tuple[int, int]:
        """How many pieces can be laid to a sale: never at a higher price than was paid."""
        matched = 0
        for line in draft.lines:
            self.sold[line.sku] -= line.quantity
            self.takings -= line.quantity * line.unit_price_minor
            if draft.customer_id and line.unit_price_minor <= PRICES[line.sku]:
                fitting = min(line.quantity, self.left[draft.customer_id, line.sku])
                self.left[draft.customer_id, line.sku] -= fitting
                matched += fitting
        self.matched += matched
        return matched, sum(line.quantity for line in draft.lines) - matched
