"""News of payments doubled, reordered, late, forged, cut off and dug out again: money moves once, and none is lost."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import orjson
import pytest
import time_machine
from django.db import connection
from django.test import Client

from duken.config import invariants
from duken.kernel import clock, events, sql
from duken.ledger.reads import summed
from duken.orders import reads as orders
from duken.orders.cancel import cancel_order
from duken.payments import accounts
from duken.payments.reads import payment, refunds_of
from duken.payments.start import announce_payment
from duken.providers.payments.testpay.models import Session
from duken.providers.payments.testpay.provider import signer
from duken.reactions import schedules
from tests.chaos import report

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/webhooks/payments/testpay/"
TIMES = 8
Letter = tuple[bytes, dict[str, str]]


@pytest.fixture
def online(make: Any) -> Any:
    """An order of ten pounds, announced to the gateway, which has taken the money."""
    make.selling("TEA", price_minor=500, stock=5)
    placed = make.order("TEA", quantity=2, payment_method="online")
    announce_payment(placed.payment_id, title="Order", return_url="http://127.0.0.1:8000/back")
    Session.objects.update(outcome="captured")
    return placed


def letter(placed: Any, outcome: str = "captured", *, minor: int = 1000, at: datetime | None = None) -> Letter:
    """A signed piece of news as the gateway sends it."""
    sent = at or clock.now()
    told = {
        "merchant_reference": str(placed.payment_id),
        "reference": payment(placed.payment_id).reference,
        "outcome": outcome,
        "amount_minor": minor,
        "currency": "GBP",
    }
    body = orjson.dumps(told)
    name = f"msg_{outcome}_{minor}"
    signed = {"webhook-id": name, "webhook-timestamp": str(int(sent.timestamp()))}
    return body, signed | {"webhook-signature": signer().sign(name, sent, body.decode())}


def deliver(*letters: Letter) -> list[int]:
    client = Client()
    return [
        client.post(ADDRESS, body, content_type="application/json", headers=headers).status_code
        for body, headers in letters
    ]


def story(placed: Any) -> Counter[str]:
    return Counter(event.name for event in events.story_of("order", placed.id))


def status(make: Any, placed: Any) -> str:
    return str(orders.order(placed.id, by=make.by).status)


def held() -> list[tuple[Any, ...]]:
    return sql.rows("SELECT posted, held FROM ledger_account WHERE bucket = 'on_hand'")


@pytest.fixture(autouse=True)
def _everything_holds(request: pytest.FixtureRequest) -> Any:
    """After each: what must always hold, holds, and a row in the table."""
    yield
    broken = [check.claim for check, found, _ in invariants.look_at_all() if found.breaches]
    done = request.node.name.removeprefix("test_").replace("_", " ")
    [(placed,)] = sql.rows("SELECT count(*) FROM orders_order")
    report.ROWS.append(report.Row(f"webhooks: {done}", placed, 0, 0, None, not broken))
    assert not broken


def test_doubled_at_the_same_moment(make: Any, online: Any) -> None:
    news, ready = letter(online), Barrier(TIMES)

    def send(_: int) -> int:
        try:
            connection.ensure_connection()
            ready.wait(60)
            return deliver(news)[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as threads:
        answers = list(threads.map(send, range(TIMES)))
    make.work_off()

    assert answers == [204] * TIMES
    assert summed(accounts.gateway("GBP", "testpay")) == 1000
    assert (story(online)["payments.PaymentCaptured"], story(online)["orders.OrderConfirmed"]) == (1, 1)
    assert held() == [(5, 2)]


def test_bad_news_after_good(make: Any, online: Any) -> None:
    assert deliver(letter(online), letter(online, "failed"), letter(online)) == [204] * 3
    make.work_off()

    assert (status(make, online), summed(accounts.gateway("GBP", "testpay"))) == ("confirmed", 1000)
    assert story(online)["payments.PaymentFailed"] == 0


def test_good_news_after_bad_when_the_order_is_gone(make: Any, online: Any) -> None:
    """The goods are free again, so the money goes back: once."""
    assert deliver(letter(online, "failed")) == [204]
    make.work_off()
    assert (status(make, online), held()) == ("cancelled", [(5, 0)])

    assert deliver(letter(online), letter(online)) == [204, 204]
    make.work_off()

    _is_given_back(make, online)


def test_late_after_the_order_was_cancelled(make: Any, online: Any) -> None:
    cancel_order(online.id, reason="changed my mind", by=make.by)
    make.work_off()

    assert deliver(letter(online), letter(online)) == [204, 204]
    make.work_off()

    _is_given_back(make, online)


def test_late_after_the_order_was_given_up(make: Any, online: Any) -> None:
    Session.objects.update(outcome="pending")
    sql.run("UPDATE payments_payment SET created_at = created_at - interval '31 minutes'")
    schedules.settle_overdue_payments()
    make.work_off()
    assert status(make, online) == "cancelled"

    Session.objects.update(outcome="captured")
    assert deliver(letter(online)) == [204]
    make.work_off()

    _is_given_back(make, online)


def test_forged_cut_off_or_bent(make: Any, online: Any) -> None:
    body, headers = letter(online)
    bad = [
        (body, {}),
        (body, headers | {"webhook-signature": "v1,bm90aGluZw=="}),
        (body, headers | {"webhook-signature": "nonsense"}),
        (body, headers | {"webhook-timestamp": "soon"}),
        (body, headers | {"webhook-id": "another"}),
        (body.replace(b"1000", b"1"), headers),
        (body[:-1], headers),
        (body[: len(body) // 2], headers),
        (b"", headers),
        (b"\xff\xfe" + body, headers),
    ]

    assert deliver(*bad) == [403] * len(bad)
    assert _nothing_moved(make, online)


def test_dug_out_from_long_ago_or_from_the_future(make: Any, online: Any) -> None:
    for hours in (-24 * 365, -1, 1):
        assert deliver(letter(online, at=clock.now() + timedelta(hours=hours))) == [403]
    kept = letter(online)
    with time_machine.travel(clock.now() + timedelta(days=1), tick=True):
        assert deliver(kept) == [403]

    assert _nothing_moved(make, online)


def test_of_another_sum_or_another_meaning(make: Any, online: Any) -> None:
    """Signed, so somebody must look: it stands in the story of the order."""
    assert deliver(letter(online, minor=999), letter(online, minor=999), letter(online, "disputed")) == [409, 409, 204]
    assert _nothing_moved(make, online)
    assert story(online)["payments.PaymentMismatched"] == 1

    assert deliver(letter(online)) == [204]
    make.work_off()
    assert status(make, online) == "confirmed"


def test_too_large_or_for_nobody(make: Any, online: Any) -> None:
    body, headers = letter(online)

    assert deliver((body + b" " * 70_000, headers)) == [413]
    assert Client().post("/webhooks/payments/nobody/", body, content_type="application/json").status_code == 404
    assert _nothing_moved(make, online)


def _nothing_moved(make: Any, online: Any) -> bool:
    make.work_off()
    return (status(make, online), summed(accounts.gateway("GBP", "testpay")), held()) == ("placed", 0, [(5, 2)])


def _is_given_back(make: Any, online: Any) -> None:
    [refund] = refunds_of([online.payment_id])
    assert (refund.amount_minor, refund.status) == (1000, "done")
    assert (status(make, online), summed(accounts.gateway("GBP", "testpay"))) == ("cancelled", 0)
    assert Session.objects.get().refunded_minor == 1000
    assert held() == [(5, 0)]
