"""What money does to orders, and orders to money."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from duken.kernel import clock
from duken.kernel.actor import system
from duken.kernel.money import Money
from duken.orders.cancel import cancel_order
from duken.orders.reads import OrderRead, order
from duken.payments.errors import ProviderUnreachable
from duken.payments.models import Payment, Refund
from duken.payments.provider import PROVIDERS, Notice, Started
from duken.payments.settle import settle_payment
from duken.reactions import schedules

BY = system("tests")


class Gateway:
    """A provider that answers what the test says and remembers what it was asked to pay back."""

    code = "gateway"

    def __init__(self) -> None:
        self.outcome = "pending"
        self.is_away = False
        self.paid_back: list[str] = []

    def start(self, payment_id: UUID, **said: Any) -> Started:
        return Started(str(payment_id), "https://gateway.example/")

    def read_notice(self, headers: Any, body: bytes) -> Notice:
        raise NotImplementedError

    def ask(self, payment_id: UUID, reference: str) -> Notice:
        payment = Payment.objects.get(pk=payment_id)
        return Notice(payment_id, reference, self.outcome, Money(payment.amount_minor, payment.currency))

    def refund(self, reference: str, *, amount: Money, key: str) -> str:
        if self.is_away:
            raise ProviderUnreachable(self.code)
        self.paid_back.append(key)
        return f"refund-{key}"


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Gateway:
    made = Gateway()
    monkeypatch.setitem(PROVIDERS, "online", made)
    return made


def online(make: Any) -> tuple[OrderRead, Payment]:
    make.selling("TEA")
    placed = make.order("TEA", payment_method="online")
    payment = Payment.objects.get(order_id=placed.id)
    Payment.objects.filter(pk=payment.pk).update(reference=f"ref-{payment.pk}")
    make.work_off()
    return placed, payment


def says(payment: Payment, outcome: str) -> Notice:
    return Notice(payment.pk, f"ref-{payment.pk}", outcome, Money(payment.amount_minor, payment.currency))


@pytest.mark.django_db
def test_an_online_order_waits_for_its_money(gateway: Gateway, make: Any) -> None:
    placed, payment = online(make)
    assert order(placed.id, by=BY).status == "placed"

    settle_payment(says(payment, "captured"), by=BY)
    make.work_off()

    assert make.fulfilment(placed.id).status == "requested"


@pytest.mark.django_db
def test_an_order_whose_payment_failed_is_cancelled_and_its_stock_is_free(gateway: Gateway, make: Any) -> None:
    placed, payment = online(make)

    settle_payment(says(payment, "failed"), by=BY)
    make.work_off()

    assert order(placed.id, by=BY).status == "cancelled"


@pytest.mark.django_db
def test_money_that_comes_after_the_order_was_given_up_goes_back_once(gateway: Gateway, make: Any) -> None:
    placed, payment = online(make)
    settle_payment(says(payment, "failed"), by=BY)
    make.work_off()

    settle_payment(says(payment, "captured"), by=BY)
    make.work_off()

    assert order(placed.id, by=BY).status == "cancelled"
    [refund] = Refund.objects.filter(payment=payment)
    assert refund.amount_minor == placed.total_minor


@pytest.mark.django_db
def test_a_cancelled_order_that_was_paid_gives_its_money_back_once(gateway: Gateway, make: Any) -> None:
    placed, payment = online(make)
    settle_payment(says(payment, "captured"), by=BY)
    make.work_off()

    cancel_order(placed.id, reason="changed my mind", by=BY)
    make.work_off()

    [refund] = Refund.objects.filter(payment=payment)
    assert refund.amount_minor == placed.total_minor


@pytest.mark.django_db(transaction=True)
def test_a_provider_that_is_away_is_asked_again_until_it_pays_back_once(gateway: Gateway, make: Any) -> None:
    placed, payment = online(make)
    settle_payment(says(payment, "captured"), by=BY)
    cancel_order(placed.id, reason="changed my mind", by=BY)
    gateway.is_away = True
    with pytest.raises(ProviderUnreachable):
        make.work_off()
    assert Refund.objects.get(payment=payment).status == "requested"

    gateway.is_away = False
    make.work_off()
    schedules.ask_for_open_refunds()

    assert Refund.objects.get(payment=payment).status == "done"
    assert len(gateway.paid_back) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("age", "outcome", "status"), [
    (timedelta(minutes=1), "captured", "started"),
    (timedelta(minutes=5), "captured", "captured"),
    (timedelta(minutes=5), "pending", "started"),
    (timedelta(minutes=31), "pending", "failed"),
])  # fmt: skip
def test_a_lost_webhook_is_asked_for_and_a_payment_given_up_after_half_an_hour(
    gateway: Gateway, make: Any, age: timedelta, outcome: str, status: str
) -> None:
    _, payment = online(make)
    Payment.objects.filter(pk=payment.pk).update(created_at=clock.now() - age)
    gateway.outcome = outcome

    schedules.settle_overdue_payments()

    assert Payment.objects.get(pk=payment.pk).status == status


@pytest.mark.django_db
def test_a_clock_that_jumped_ahead_gives_no_payment_up(
    gateway: Gateway, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, payment = online(make)
    gateway.outcome, now = "pending", clock.now()

    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=1))
    schedules.settle_overdue_payments()

    assert Payment.objects.get(pk=payment.pk).status == "started"


@pytest.mark.django_db
def test_schedules_are_safe_to_run_when_there_is_nothing_to_do() -> None:
    for each in schedules.SCHEDULES:
        each.work()
        each.work()
