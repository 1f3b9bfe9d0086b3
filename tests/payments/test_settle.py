"""Money comes once, whoever says so first, and never more goes back than came."""

from __future__ import annotations

from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from duken.kernel import clock, events
from duken.kernel.money import Money
from duken.kernel.states import IllegalMove
from duken.ledger.reads import summed
from duken.payments import accounts
from duken.payments.errors import ForgedNotice, RefundTooLarge, TenderUnknown, WrongAmount
from duken.payments.provider import PROVIDERS, Notice
from duken.payments.reads import payment
from duken.payments.refund import ask_provider_to_refund, refund_payment
from duken.payments.settle import ask_and_settle, settle_payment, take_payment, void_payment
from duken.payments.start import announce_payment
from duken.providers.payments.testpay import views
from duken.providers.payments.testpay.models import Session

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def online(make: Any) -> Any:
    """An order waiting for its payment, announced to the gateway."""
    make.selling("TEA", price_minor=500, stock=5)
    placed = make.order("TEA", quantity=2, payment_method="online")
    announce_payment(placed.payment_id, title="Order", return_url="http://127.0.0.1:8000/back")
    return placed


def notice(placed: Any, outcome: str = "captured", minor: int = 1000) -> Notice:
    return Notice(placed.payment_id, payment(placed.payment_id).reference, outcome, Money(minor, "GBP"))


def test_two_messengers_of_one_payment_make_it_true_once(make: Any, online: Any) -> None:
    done = [settle_payment(notice(online), by=make.by) for _ in range(3)]

    assert done == [True, False, False]
    assert summed(accounts.gateway("GBP", "testpay")) == 1000
    assert [event.name for event in events.story_of("order", online.id)].count("payments.PaymentCaptured") == 1


def test_return_and_webhook_at_the_same_moment_settle_once(make: Any, online: Any) -> None:
    news, ready = notice(online), Barrier(4)

    def settle(_: int) -> bool:
        try:
            connection.ensure_connection()
            ready.wait(30)
            return settle_payment(news, by=make.by)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(settle, range(4)))

    assert sorted(done) == [False, False, False, True]
    assert summed(accounts.gateway("GBP", "testpay")) == 1000


def test_another_sum_than_was_asked_for_is_not_taken(make: Any, online: Any) -> None:
    with pytest.raises(WrongAmount):
        settle_payment(notice(online, minor=1), by=make.by)

    assert payment(online.payment_id).status == "started"
    assert summed(accounts.gateway("GBP", "testpay")) == 0


def test_another_sum_than_was_asked_for_stands_in_the_story_of_the_order_once(make: Any, online: Any) -> None:
    for _ in range(3):
        with pytest.raises(WrongAmount):
            settle_payment(notice(online, minor=1), by=make.by)

    [told] = [one for one in events.story_of("order", online.id) if one.name == "payments.PaymentMismatched"]
    assert told.facts["expected"] == {"minor": 1000, "currency": "GBP"}
    assert told.facts["reported"] == {"minor": 1, "currency": "GBP"}


@pytest.mark.parametrize("outcome", ["", "disputed", "CAPTURED"])
def test_news_nobody_knows_the_meaning_of_take_no_money(make: Any, online: Any, outcome: str) -> None:
    assert not settle_payment(notice(online, outcome), by=make.by)

    assert payment(online.payment_id).status == "started"
    assert summed(accounts.gateway("GBP", "testpay")) == 0


def test_good_news_after_bad_is_believed_and_bad_after_good_is_not(make: Any, online: Any) -> None:
    news = [settle_payment(notice(online, outcome), by=make.by) for outcome in ("failed", "captured", "failed")]

    assert news == [True, True, False]
    assert payment(online.payment_id).status == "captured"


def test_pending_news_change_nothing(make: Any, online: Any) -> None:
    assert not settle_payment(notice(online, "pending"), by=make.by)


def test_money_is_taken_at_a_counter_once(make: Any) -> None:
    make.selling("TEA", price_minor=500, stock=5)
    placed = make.order("TEA")
    with pytest.raises(TenderUnknown):
        take_payment(placed.payment_id, tender="shells", location_id=placed.location_id, by=make.by)

    done = [
        take_payment(placed.payment_id, tender="cash", location_id=placed.location_id, by=make.by) for _ in range(2)
    ]

    assert done == [True, False]
    assert summed(accounts.drawer("GBP", placed.location_id)) == 500


def test_a_voided_payment_is_not_taken(make: Any) -> None:
    make.selling("TEA", stock=5)
    placed = make.order("TEA")

    assert [void_payment(placed.payment_id, by=make.by) for _ in range(2)] == [True, False]
    with pytest.raises(IllegalMove):
        take_payment(placed.payment_id, tender="cash", location_id=placed.location_id, by=make.by)


def test_never_more_goes_back_than_came(make: Any, online: Any) -> None:
    Session.objects.update(outcome="captured")
    settle_payment(notice(online), by=make.by)

    def give_back(minor: int, key: str) -> Any:
        return refund_payment(online.payment_id, amount=Money(minor, "GBP"), reason="test", key=key, by=make.by)

    first = give_back(600, "a")
    assert give_back(600, "a") == first
    with pytest.raises(RefundTooLarge):
        give_back(401, "b")
    with pytest.raises(RefundTooLarge):
        give_back(-1, "c")

    assert payment(online.payment_id).refunded_minor == 600
    assert summed(accounts.gateway("GBP", "testpay")) == 400
    assert [ask_provider_to_refund(first, by=make.by) for _ in range(2)] == [True, False]
    assert Session.objects.get().refunded_minor == 600


def test_the_gateway_page_is_decided_once_and_its_webhook_is_believed(
    make: Any, online: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[bytes, dict[str, str]]] = []

    def post(url: str, *, content: str, headers: dict[str, str], timeout: float) -> Any:
        sent.append((content.encode(), headers))
        return client.post(
            url.removeprefix("http://127.0.0.1:8000"),
            content,
            content_type="application/json",
            headers={name: value for name, value in headers.items() if name != "content-type"},
        )

    monkeypatch.setattr(views.httpx, "post", post)
    monkeypatch.setattr(views.threading.Thread, "start", lambda thread: thread.run())
    page = payment(online.payment_id).redirect_url.removeprefix("http://127.0.0.1:8000")

    assert b"10.00" in client.get(page).content
    answers = [client.post(page, {"decision": decision}) for decision in ("approve", "decline")]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(sent) == 1
    assert payment(online.payment_id).status == "captured"

    body, headers = sent[0]
    with pytest.raises(ForgedNotice):
        PROVIDERS["online"].read_notice(headers, body.replace(b"captured", b"failed"))
    with pytest.raises(ForgedNotice):
        PROVIDERS["online"].read_notice({}, body)


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"\xff", b"null"])
def test_a_forged_webhook_is_refused(client: Client, db: None, body: bytes) -> None:
    answer = client.post("/webhooks/payments/testpay/", body, content_type="application/json")

    assert answer.status_code == 403
    assert client.post("/webhooks/payments/nobody/", body, content_type="application/json").status_code == 404


def test_a_well_told_lie_that_the_gateway_did_not_sign_is_refused(online: Any, client: Client) -> None:
    known = payment(online.payment_id)
    told = {"merchant_reference": str(known.id), "reference": known.reference, "outcome": "captured"}
    told |= {"amount_minor": known.amount_minor, "currency": known.currency}
    signed = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(clock.now().timestamp())),
        "webhook-signature": "v1," + b64encode(bytes(32)).decode(),
    }

    answer = client.post("/webhooks/payments/testpay/", told, content_type="application/json", headers=signed)

    assert (answer.status_code, payment(known.id).status) == (403, "started")


def test_a_lost_webhook_is_made_up_for_by_asking(make: Any, online: Any) -> None:
    assert not ask_and_settle(online.payment_id, by=make.by)
    Session.objects.update(outcome="captured")

    assert [ask_and_settle(online.payment_id, by=make.by) for _ in range(2)] == [True, False]
    assert payment(online.payment_id).status == "captured"
