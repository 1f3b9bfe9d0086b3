"""One payment, several who say so at the same moment; one refund, asked for twice. Money moves once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from duken.kernel import sql
from duken.kernel.actor import system
from duken.kernel.money import Money
from duken.payments.provider import Notice
from duken.payments.settle import settle_payment
from tests.races import table
from tests.races.online import Online, back_from_the_gateway, news_of_payment, order_online, pressed_approve
from tests.races.shop import Shop
from tests.races.staff import session_of
from tests.races.swarm import Ask, Record, form_ask, patience, rush

Verify = Callable[[str], None]
REPEATS = 20
CARTS, REFUNDS = 60, 30
WITHIN_CAPTURED = ("payments_payment", "payments_refunded_within_captured")


def test_return_and_webhook_at_once_complete_a_cart_once(shop: Shop, make: Any, verify: Verify) -> None:
    race = "browser return and webhook"
    make.selling("PAID", stock=CARTS)
    found = order_online(shop, "PAID", CARTS)
    pressed_approve(found)

    record = rush(shop, [ask for one in found for ask in completions(one)])

    table.ran(race, record, supply=CARTS, sold=sum(captures("PAID").values()), refused=0)
    assert record.statuses() == {302: 2 * CARTS, 204: 2 * CARTS}
    assert captures("PAID") == {one.order_id: 1 for one in found}
    assert record.percentile(0.99) <= patience(len(record.answers))
    verify(race)
    assert sql.rows(
        """SELECT o.status, p.status, p.captured_minor, count(*) FROM orders_order o
           JOIN payments_payment p ON p.order_id = o.id JOIN orders_line l ON l.order_id = o.id
           WHERE l.sku = 'PAID' GROUP BY 1, 2, 3"""
    ) == [("confirmed", "captured", 499, CARTS)]


def test_the_control_completes_a_cart_twice(planted: Shop, make: Any) -> None:
    make.selling("PAID", stock=REPEATS * 2)
    found = order_online(planted, "PAID", REPEATS * 2)
    pressed_approve(found)
    planted.plant("finish_twice")

    for pair in zip(found[::2], found[1::2], strict=True):
        rush(planted, [ask for one in pair for ask in completions(one)])

    told = captures("PAID")
    pairs = zip(found[::2], found[1::2], strict=True)
    table.caught("browser return and webhook", [any(told[one.order_id] > 1 for one in pair) for pair in pairs])


def completions(one: Online) -> list[Ask]:
    """The browser returns twice, the gateway tells it twice."""
    return [back_from_the_gateway(one), news_of_payment(one), back_from_the_gateway(one), news_of_payment(one)]


def captures(sku: str) -> Mapping[Any, int]:
    """By order: how often it was told that its money came."""
    told = sql.rows(
        """SELECT e.aggregate_id::uuid, count(*)::int FROM kernel_event e WHERE e.name = 'payments.PaymentCaptured'
           AND e.aggregate_id IN (SELECT order_id::text FROM orders_line WHERE sku = %s) GROUP BY 1""",
        [sku],
    )
    return defaultdict(int, told)


def test_a_refund_asked_for_twice_is_given_once(shop: Shop, make: Any, verify: Verify) -> None:
    """Two desks want to give everything back, and each presses twice."""
    race = "refund, twice at once"
    make.selling("BACK", stock=REFUNDS)
    found = paid(shop, "BACK", REFUNDS)
    cookies = session_of("owner")

    record = rush(shop, [ask for one in found for ask in refund_presses(one, cookies)])

    given = refunds("BACK")
    table.ran(race, record, supply=REFUNDS, sold=sum(given.values()), refused=len(record.told(409)))
    assert record.statuses() == {303: 2 * REFUNDS, 409: 2 * REFUNDS}
    assert given == {one.payment_id: 1 for one in found}
    assert accepted_keys(record) == {one.payment_id: 1 for one in found}
    assert record.percentile(0.99) <= patience(len(record.answers))
    verify(race)
    assert sql.rows(
        """SELECT sum(p.captured_minor)::int, sum(p.refunded_minor)::int FROM payments_payment p
           JOIN orders_line l ON l.order_id = p.order_id WHERE l.sku = 'BACK'"""
    ) == [(499 * REFUNDS, 499 * REFUNDS)]


def test_the_control_refunds_twice(planted: Shop, make: Any) -> None:
    make.selling("BACK", stock=REPEATS)
    found = paid(planted, "BACK", REPEATS)
    cookies = session_of("owner")
    planted.plant("refund_without_claiming", without_constraints=(WITHIN_CAPTURED,))

    for one in found:
        rush(planted, refund_presses(one, cookies))

    given = refunds("BACK")
    table.caught("refund, twice at once", [given[one.payment_id] > 1 for one in found])


def paid(shop: Shop, sku: str, orders: int) -> list[Online]:
    found = order_online(shop, sku, orders)
    pressed_approve(found)
    for one in found:
        notice = Notice(one.payment_id, one.reference, "captured", Money(one.amount_minor, "GBP"))
        settle_payment(notice, by=system("tests"))
    return found


def refund_presses(one: Online, cookies: Mapping[str, str]) -> list[Ask]:
    forms = [
        {"payment": str(one.payment_id), "amount": "4.99", "reason": "goodwill", "key": str(uuid4())} for _ in range(2)
    ]
    address = f"/office/orders/{one.order_id}/refund/"
    return [form_ask(address, form, cookies, about=(one.payment_id, form["key"])) for form in forms * 2]


def refunds(sku: str) -> Mapping[Any, int]:
    found = sql.rows(
        """SELECT r.payment_id, count(*)::int FROM payments_refund r JOIN payments_payment p ON p.id = r.payment_id
           JOIN orders_line l ON l.order_id = p.order_id WHERE l.sku = %s GROUP BY 1""",
        [sku],
    )
    return defaultdict(int, found)


def accepted_keys(record: Record) -> dict[Any, int]:
    """By payment: how many different presses were told that money goes back."""
    told: dict[Any, set[str]] = defaultdict(set)
    for answer in record.told(303):
        payment, key = answer.ask.about
        told[payment].add(key)
    return {payment: len(keys) for payment, keys in told.items()}
