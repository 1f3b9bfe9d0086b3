"""Online payments used at random: news that comes twice, late, in any order or never; a gateway that is away; time."""

from __future__ import annotations

import sys
from contextlib import suppress
from itertools import count
from typing import Any
from unittest import mock
from uuid import UUID

from django.test import TransactionTestCase
from hypothesis import strategies as some
from hypothesis.stateful import invariant, precondition, rule

from duken.kernel.money import Money
from duken.kernel.states import IllegalMove
from duken.ledger.reads import summed
from duken.orders.cancel import cancel_order
from duken.orders.cut import cut_line
from duken.orders.errors import CutTooLarge
from duken.orders.order import OrderRead
from duken.orders.reads import orders_with_ids
from duken.payments import accounts
from duken.payments.errors import ProviderUnreachable, RefundTooLarge, WrongAmount
from duken.payments.provider import PROVIDERS, Notice
from duken.payments.reads import PaymentRead, payments_of
from duken.payments.refund import refund_payment
from duken.payments.settle import ask_and_settle, settle_payment
from duken.payments.start import announce_payment
from duken.pricing import reads as pricing
from duken.reactions import schedules
from duken.stores import reads as stores
from duken.tax import reads as tax
from tests.chance import Machine, answer
from tests.payments.gateway import Gateway, Visit

BACK = "https://shop.example/back"
which = some.integers(0, 999)


class Shop:
    """The shop asks across a network, so nothing can be taken back: all lives share one shop and one gateway.

    After a life that failed they are made anew, so that the next one is not blamed for its traces.
    """

    def __init__(self, make: Any) -> None:
        self.make = make
        self.is_clean = False

    def open(self) -> None:
        TransactionTestCase()._fixture_teardown()  # every table is empty again: see tests/conftest.py
        for remembered in (stores, pricing, tax):
            remembered.forget()
        self.gateway = Gateway()
        self.make.selling("TEA", price_minor=500, stock=100_000)


class PaymentMachine(Machine):
    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        super().__init__()

    def open(self) -> None:
        if not self.shop.is_clean:
            self.shop.open()
        self.shop.is_clean = False
        self.make, self.gateway = self.shop.make, self.shop.gateway
        self.wired = mock.patch.dict(PROVIDERS, {"online": self.gateway})
        self.wired.start()
        self.gateway.is_away = False
        self.keys = count()
        self.orders: list[UUID] = []
        self.news: list[Notice] = []
        self.unwanted: set[UUID] = set()  # orders somebody of us cancelled, or whose payment failed on the way
        self.given: dict[UUID, int] = {}  # what a person gave back, by order
        self.refunds: dict[str, tuple[UUID, int, object]] = {}

    def teardown(self) -> None:
        has_failed = sys.exc_info()[0] is not None
        try:
            super().teardown()
            self.shop.is_clean = not has_failed
        finally:
            self.wired.stop()

    @rule(quantity=some.integers(1, 3))
    def place(self, quantity: int) -> None:
        self.orders.append(self.make.order("TEA", quantity=quantity, payment_method="online").id)

    @precondition(lambda self: self.orders)
    @rule(which=which, times=some.integers(1, 2))
    def the_shopper_is_sent_to_the_gateway(self, which: int, times: int) -> None:
        payment = self._payment(self._any(which))
        for _ in range(times):
            with suppress(ProviderUnreachable):
                page = announce_payment(payment.id, title="Order", return_url=BACK)
                assert page == f"https://gateway.example/{payment.id}"

    @precondition(lambda self: self.visits)
    @rule(which=which, outcome=some.sampled_from(["captured", "captured", "failed"]))
    def the_shopper_pays_or_fails_to(self, which: int, outcome: str) -> None:
        visit = self.visits[which % len(self.visits)]
        if visit.outcome != "captured":
            visit.outcome = outcome
            self.news.append(visit.notice())

    @precondition(lambda self: self.news)
    @rule(which=which, times=some.integers(1, 3))
    def news_come(self, which: int, times: int) -> None:
        notice = self.news[which % len(self.news)]
        for _ in range(times):
            self._settle(notice)

    @precondition(lambda self: self.visits)
    @rule(which=which)
    def news_of_another_sum_come(self, which: int) -> None:
        visit = self.visits[which % len(self.visits)]
        before = self._payment_of(visit)
        lie = Notice(visit.payment_id, visit.notice().reference, "captured", visit.amount + Money(1, "GBP"))

        said = answer(lambda: settle_payment(lie, by=self.make.by))

        assert said is False if before.status == "captured" else isinstance(said, WrongAmount)

    @precondition(lambda self: self.orders)
    @rule(which=which)
    def the_shopper_comes_back(self, which: int) -> None:
        payment = self._payment(self._any(which))
        with suppress(ProviderUnreachable):
            ask_and_settle(payment.id, by=self.make.by)

    @precondition(lambda self: self.orders)
    @rule(which=which)
    def cancel(self, which: int) -> None:
        order = self._any(which)
        with suppress(IllegalMove):
            cancel_order(order.id, reason="changed my mind", by=self.make.by)
            self.unwanted.add(order.id)

    @precondition(lambda self: self.orders)
    @rule(which=which, quantity=some.integers(1, 2))
    def cut(self, which: int, quantity: int) -> None:
        order = self._any(which)
        with suppress(IllegalMove, CutTooLarge):
            cut_line(order.id, order.lines[0].id, quantity=quantity, reason="short", by=self.make.by)

    @precondition(lambda self: self.orders)
    @rule(which=which, minor=some.sampled_from([0, 1, 250, 500, 1500]))
    def give_back(self, which: int, minor: int) -> None:
        order = self._any(which)
        key = f"{order.id}-{next(self.keys)}"
        payment = self._payment(order)
        said = self._refund(payment.id, minor, key)
        if 0 < minor <= payment.captured_minor - payment.refunded_minor:
            self.refunds[key] = (payment.id, minor, said)
            self.given[order.id] = self.given.get(order.id, 0) + minor
        else:
            assert isinstance(said, RefundTooLarge), said

    @precondition(lambda self: self.refunds)
    @rule(which=which)
    def give_back_under_the_same_key(self, which: int) -> None:
        key = list(self.refunds)[which % len(self.refunds)]
        payment_id, minor, first = self.refunds[key]
        assert self._refund(payment_id, minor, key) == first

    @rule(is_away=some.booleans())
    def the_gateway_goes_or_comes_back(self, is_away: bool) -> None:
        self.gateway.is_away = is_away

    @rule(minutes=some.sampled_from([1, 3, 40]))
    def time_passes(self, minutes: int) -> None:
        self.later(minutes=minutes)
        schedules.settle_overdue_payments()
        schedules.ask_for_open_refunds()

    @rule()
    def the_worker_works(self) -> None:
        with suppress(ProviderUnreachable):
            self.make.work_off()

    @invariant()
    def nobody_has_more_than_came(self) -> None:
        for order in self._orders():
            payment = self._payment(order)
            visit = self.gateway.visits.get(payment.id)
            came = visit.amount.minor if visit and visit.outcome == "captured" else 0
            back = sum(visit.paid_back.values()) if visit else 0
            assert payment.captured_minor in (0, came)
            assert back <= payment.refunded_minor <= payment.captured_minor
            if payment.status in ("failed", "voided") and order.status == "placed":
                self.unwanted.add(order.id)

    def close(self) -> None:
        """The gateway is back, the last news comes, half an hour passes, the worker works: then nothing is open."""
        self.gateway.is_away = False
        for notice in self.news:
            self._settle(notice)
        self.later(minutes=40)
        schedules.settle_overdue_payments()
        self.make.work_off()
        schedules.ask_for_open_refunds()
        self.make.work_off()
        for order in self._orders():
            self._is_finished(order)
        assert self._in_the_books() == self.gateway.kept_minor

    def _is_finished(self, order: OrderRead) -> None:
        payment = self._payment(order)
        visit = self.gateway.visits.get(payment.id)
        kept = visit.kept_minor if visit else 0
        assert kept == payment.captured_minor - payment.refunded_minor
        if order.status == "cancelled":
            assert kept == 0
            assert payment.status in ("captured", "failed", "voided")
            assert order.id in self.unwanted or not visit or visit.outcome != "captured"
        else:
            assert (order.status, payment.status) == ("confirmed", "captured")
            assert order.id not in self.unwanted or payment.captured_minor == 0
            assert kept <= order.total_minor
            assert self.given.get(order.id) or kept == order.total_minor

    def _settle(self, notice: Notice) -> None:
        before = self._payment_of(self.gateway.visits[notice.payment_id])
        said = settle_payment(notice, by=self.make.by)
        if notice.outcome == "failed":
            assert said is (before.status == "started")
        else:
            assert said is (before.status != "captured")
        if said and notice.outcome == "failed":
            self.unwanted.add(before.order_id)

    def _refund(self, payment_id: UUID, minor: int, key: str) -> object:
        amount = Money(minor, "GBP")
        return answer(lambda: refund_payment(payment_id, amount=amount, reason="kind", key=key, by=self.make.by))

    @property
    def visits(self) -> list[Visit]:
        mine = set(self.orders)
        return [visit for visit in self.gateway.visits.values() if self._payment_of(visit).order_id in mine]

    def _orders(self) -> list[OrderRead]:
        return orders_with_ids(self.orders)

    def _any(self, which: int) -> OrderRead:
        return orders_with_ids([self.orders[which % len(self.orders)]])[0]

    def _payment(self, order: OrderRead) -> PaymentRead:
        [payment] = payments_of([order.id], by=self.make.by)[order.id]
        return payment

    def _payment_of(self, visit: Visit) -> PaymentRead:
        from duken.payments.reads import payment

        found = payment(visit.payment_id)
        assert found is not None
        return found

    def _in_the_books(self) -> int:
        return summed(accounts.gateway("GBP", self.gateway.code))
