"""Money follows what is cut, whenever and however it was paid: nobody pays for what does not come."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from duken.kernel import events
from duken.kernel.actor import system
from duken.kernel.money import Money
from duken.kernel.states import IllegalMove
from duken.ledger import verify as ledger
from duken.ledger.reads import summed
from duken.orders import verify as orders
from duken.orders.cancel import cancel_order
from duken.orders.confirm import confirm_order
from duken.orders.cut import cut_line
from duken.orders.fulfil import fulfil_order
from duken.payments import accounts
from duken.payments import start as starting
from duken.payments import verify as payments
from duken.payments.provider import PROVIDERS, Notice
from duken.payments.reads import payment
from duken.payments.refund import refund_payment
from duken.payments.settle import settle_payment, take_payment
from duken.payments.start import announce_payment
from duken.reactions.orders import give_money_back
from duken.reactions.payments import confirm_when_paid

pytestmark = pytest.mark.django_db(transaction=True)
BACK = "http://127.0.0.1:8000/back"


@pytest.fixture
def online(make: Any) -> Any:
    """Three of an article at 5.00, announced to the gateway: the shopper is on its page."""
    make.selling("TEA", price_minor=500, stock=5)
    placed = make.order("TEA", quantity=3, payment_method="online")
    announce_payment(placed.payment_id, title="Order", return_url=BACK)
    return placed


def captured(placed: Any, minor: int) -> Notice:
    return Notice(placed.payment_id, payment(placed.payment_id).reference, "captured", Money(minor, "GBP"))


def react(placed: Any, name: str, reaction: Any) -> None:
    for event in events.story_of("order", placed.id):
        if event.name == name:
            reaction(event, system("reactions"))


def confirm_paid(event: Any, by: Any) -> None:
    confirm_when_paid([event], by)


def broken() -> list[str]:
    checks = [*ledger.checks(), *payments.checks(), *orders.checks()]
    return [check.claim for check in checks if check.look().breaches]


def test_money_that_comes_after_the_order_was_cancelled_goes_back(make: Any, online: Any) -> None:
    cancel_order(online.id, reason="no", by=make.by)
    react(online, "orders.OrderCancelled", give_money_back)

    assert settle_payment(captured(online, 1500), by=make.by)
    react(online, "payments.PaymentCaptured", confirm_paid)

    paid = payment(online.payment_id)
    assert (paid.status, paid.captured_minor, paid.refunded_minor) == ("captured", 1500, 1500)
    assert summed(accounts.gateway("GBP", "testpay")) == 0
    assert broken() == []


def test_a_cancelled_order_is_not_paid_at_a_counter(make: Any) -> None:
    make.selling("TEA", stock=5)
    placed = make.order("TEA")
    cancel_order(placed.id, reason="no", by=make.by)
    react(placed, "orders.OrderCancelled", give_money_back)

    with pytest.raises(IllegalMove):
        take_payment(placed.payment_id, tender="cash", location_id=placed.location_id, by=make.by)

    assert summed(accounts.drawer("GBP", placed.location_id)) == 0


def test_what_was_cut_while_the_shopper_was_paying_goes_back(make: Any, online: Any) -> None:
    cut_line(online.id, online.lines[0].id, quantity=1, reason="short", by=make.by)

    settle_payment(captured(online, 1500), by=make.by)
    for _ in range(2):
        react(online, "payments.PaymentCaptured", confirm_paid)

    paid = payment(online.payment_id)
    assert (paid.captured_minor, paid.refunded_minor) == (1500, 500)
    assert broken() == []


def test_who_keeps_more_than_the_order_costs_is_named(make: Any, online: Any) -> None:
    cut_line(online.id, online.lines[0].id, quantity=1, reason="short", by=make.by)
    settle_payment(captured(online, 1500), by=make.by)

    assert broken() == ["Nobody pays more than their order costs"]


def test_a_line_cut_after_payment_at_the_counter_is_paid_back_from_the_drawer(make: Any) -> None:
    make.selling("TEA", price_minor=500, stock=5)
    placed = make.order("TEA", quantity=3)
    take_payment(placed.payment_id, tender="cash", location_id=placed.location_id, by=make.by)

    cut_line(placed.id, placed.lines[0].id, quantity=1, reason="short", by=make.by)

    assert summed(accounts.drawer("GBP", placed.location_id)) == 1000
    assert payment(placed.payment_id).refunded_minor == 500
    assert broken() == []


def test_a_line_can_be_cut_after_most_of_the_money_went_back(make: Any) -> None:
    make.selling("TEA", price_minor=500, stock=5)
    placed = make.order("TEA", quantity=3)
    place = placed.location_id
    take_payment(placed.payment_id, tender="cash", location_id=place, by=make.by)
    amount = Money(1200, "GBP")
    refund_payment(placed.payment_id, amount=amount, reason="goodwill", key="a", location_id=place, by=make.by)

    cut_line(placed.id, placed.lines[0].id, quantity=1, reason="short", by=make.by)

    assert payment(placed.payment_id).refunded_minor == 1500
    assert summed(accounts.drawer("GBP", place)) == 0


def test_a_cut_and_a_payment_at_the_same_moment_leave_nobody_overcharged(make: Any) -> None:
    make.selling("TEA", price_minor=500, stock=60)
    orders_placed = [make.order("TEA", quantity=3) for _ in range(12)]

    def pay(placed: Any) -> None:
        take_payment(placed.payment_id, tender="cash", location_id=placed.location_id, by=make.by)

    def cut(placed: Any) -> None:
        cut_line(placed.id, placed.lines[0].id, quantity=1, reason="short", by=make.by)

    def run(task: Any) -> None:
        act, placed = task
        try:
            act(placed)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(run, [(act, placed) for placed in orders_placed for act in (pay, cut)]))

    kept = [payment(placed.payment_id) for placed in orders_placed]
    assert [one.captured_minor - one.refunded_minor for one in kept] == [1000] * 12
    assert broken() == []


def test_a_payment_that_comes_between_the_look_and_the_cut_is_seen(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from duken.orders import cut

    make.selling("TEA", price_minor=500, stock=5)
    placed = make.order("TEA", quantity=3)
    looks = []

    def pay_after_the_first_look(payment_id: Any) -> Any:
        seen = payment(payment_id)
        if not looks:
            with ThreadPoolExecutor(1) as other:
                other.submit(pay).result()
        looks.append(seen)
        return seen

    def pay() -> None:
        take_payment(placed.payment_id, tender="cash", location_id=placed.location_id, by=make.by)
        connection.close()

    monkeypatch.setattr(cut, "payment", pay_after_the_first_look)
    cut_line(placed.id, placed.lines[0].id, quantity=1, reason="short", by=make.by)

    paid = payment(placed.payment_id)
    assert (paid.captured_minor, paid.refunded_minor) == (1500, 500)


def test_what_the_gateway_was_told_is_what_it_may_take(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make.selling("TEA", price_minor=500, stock=5)
    placed = make.order("TEA", quantity=3, payment_method="online")
    gateway = PROVIDERS["online"]

    class Slow:
        code = gateway.code

        def start(self, *told: Any, **more: Any) -> Any:
            cut_line(placed.id, placed.lines[0].id, quantity=1, reason="short", by=make.by)
            return gateway.start(*told, **more)

    monkeypatch.setattr(starting, "provider_for", lambda _: Slow())
    announce_payment(placed.payment_id, title="Order", return_url=BACK)

    settle_payment(captured(placed, 1500), by=make.by)
    react(placed, "payments.PaymentCaptured", confirm_paid)

    paid = payment(placed.payment_id)
    assert (paid.captured_minor, paid.refunded_minor) == (1500, 500)


def test_an_order_of_which_nothing_is_left_is_closed_without_an_entry(make: Any) -> None:
    make.selling("TEA", stock=5)
    placed = make.order("TEA", quantity=2)
    confirm_order(placed.id, by=make.by)
    cut_line(placed.id, placed.lines[0].id, quantity=2, reason="short", by=make.by)

    assert fulfil_order(placed.id, by=make.by)

    assert broken() == []
