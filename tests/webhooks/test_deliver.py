"""What happens in the shop is told to who asked for it: signed, at least once, each by itself."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from standardwebhooks.webhooks import Webhook as Check

from duken.access.keys import create_key, revoke_key
from duken.kernel import clock, events, ids
from duken.kernel.actor import system, with_scopes
from duken.orders.cancel import cancel_order
from duken.orders.drafts import Pickup
from duken.stores.reads import location
from duken.webhooks.change import change_secret, pause_webhook, resume_webhook, send_again, try_webhook
from duken.webhooks.errors import WebhookPausedNow
from duken.webhooks.keep_sending import keep_sending
from duken.webhooks.policies import PAUSES_SECONDS, give_up
from duken.webhooks.reads import DeliveryRead, deliveries_of, webhook

BY = system("tests")
PLACED, CANCELLED = "orders.OrderPlaced", "orders.OrderCancelled"


@pytest.fixture
def shop(db: None, make: Any) -> Any:
    make.selling("TEA", stock=50)
    return make


def log(hook: Any) -> list[DeliveryRead]:
    return deliveries_of(hook.id, by=BY)


def outcomes(hook: Any) -> list[tuple[str, str, int | None, str]]:
    return [(one.event, one.outcome, one.status, one.problem) for one in log(hook)]


def test_an_order_is_told_signed_with_the_secret_that_was_shown(
    shop: Any, receiver: Any, hook: Any, send: Any, db: None
) -> None:
    made = hook()
    placed = shop.order("TEA")
    shop.work_off()

    send()

    [(path, headers, body)] = receiver.heard
    told = Check(made.secret).verify(body, headers)
    [event] = [one for one in events.story_of("order", placed.id) if one.name == PLACED]
    assert path == "/"
    assert (headers["webhook-id"], told["id"], told["type"]) == (str(event.id), str(event.id), PLACED)
    assert (told["subject"], told["position"], told["specversion"]) == (f"order/{placed.id}", event.position, "1.0")
    assert told["data"]["number"] == placed.number
    assert outcomes(made) == [(PLACED, "delivered", 204, "")]


def test_only_what_was_asked_for_is_told_and_only_once(
    shop: Any, receiver: Any, hook: Any, send: Any, db: None
) -> None:
    cancelled, both = hook("/cancelled", (CANCELLED,)), hook("/both", (CANCELLED, PLACED))
    cancel_order(shop.order("TEA").id, reason="customer_asked", by=BY)

    for _ in range(2):
        shop.work_off()
        send()

    assert [one["type"] for one in receiver.told("/cancelled")] == [CANCELLED]
    assert sorted(one["type"] for one in receiver.told("/both")) == [CANCELLED, PLACED]
    assert (len(log(cancelled)), len(log(both))) == (1, 2)


def test_what_happened_before_is_not_told(shop: Any, receiver: Any, hook: Any, send: Any, db: None) -> None:
    shop.order("TEA")
    shop.work_off()
    hook()

    shop.work_off()
    send()

    assert receiver.heard == []


def test_who_does_not_answer_is_told_again_for_a_day_with_growing_pauses(
    shop: Any, receiver: Any, hook: Any, send: Any, db: None
) -> None:
    made = hook()
    receiver.answers["/"] = 500
    shop.order("TEA")
    shop.work_off()
    began = clock.now()

    waited = []
    with time_machine.travel(began) as moment:
        for _ in PAUSES_SECONDS:
            before = clock.now()
            send()
            [one] = log(made)
            assert (one.outcome, one.status) == ("waiting", 500)
            waited.append(round((one.due_at - before).total_seconds()))
            moment.move_to(one.due_at + timedelta(seconds=1))
        send()
        assert timedelta(hours=23) < clock.now() - began < timedelta(hours=25)

    assert waited == list(PAUSES_SECONDS)
    assert [(one.outcome, one.attempts) for one in log(made)] == [("given_up", 11)]
    assert len({headers["webhook-id"] for _, headers, _ in receiver.heard}) == 1
    assert len({headers["webhook-timestamp"] for _, headers, _ in receiver.heard}) == 11


def test_one_who_is_slow_does_not_hold_up_the_others(shop: Any, receiver: Any, hook: Any, send: Any, db: None) -> None:
    slow, quick = hook("/slow"), hook("/quick")
    receiver.held["/slow"] = threading.Event()
    for _ in range(3):
        shop.order("TEA")
    shop.work_off()

    send(until=lambda: all(one.outcome == "delivered" for one in log(quick)))

    assert [one.outcome for one in log(quick)] == ["delivered"] * 3
    assert [one.outcome for one in log(slow)] == ["waiting"] * 3
    receiver.held["/slow"].set()
    send()
    assert [one.outcome for one in log(slow)] == ["delivered"] * 3


def test_after_a_day_of_nothing_it_is_paused_and_its_owner_hears_of_it(
    shop: Any, receiver: Any, hook: Any, send: Any, transactional_db: None
) -> None:
    made = hook()
    receiver.answers["/"] = 503
    shop.order("TEA")
    shop.work_off()
    send()
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        send()
        shop.work_off()

        found = webhook(made.id, by=BY)
        assert (found.paused_why, found.failures, found.waiting) == ("failures", 2, 1)
        [letter] = [one for one in mail.outbox if "ebhook" in one.subject]
        assert letter.to == ["partner@example.com"]
        assert "Partner" in letter.subject
        with pytest.raises(WebhookPausedNow):
            try_webhook(made.id, by=BY)
        shop.order("TEA")
        shop.work_off()
        assert len(log(made)) == 1

        receiver.answers.clear()
        resume_webhook(made.id, by=BY)
        send()
    assert [one.outcome for one in log(made)] == ["delivered"]
    assert webhook(made.id, by=BY).failures == 0


@pytest.mark.parametrize(("minutes", "paused"), [(59, ""), (60, "failures")])
def test_a_hundred_failures_pause_it_once_they_have_gone_on_for_an_hour(minutes: int, paused: str) -> None:
    now = clock.now()

    assert give_up(503, failures=100, failing_since=now - timedelta(minutes=minutes), now=now) == paused
    assert give_up(503, failures=99, failing_since=now - timedelta(minutes=minutes), now=now) == ""


def test_gone_is_gone(shop: Any, receiver: Any, hook: Any, send: Any, db: None) -> None:
    made = hook()
    receiver.answers["/"] = 410
    shop.order("TEA")
    shop.work_off()

    send()

    assert webhook(made.id, by=BY).paused_why == "gone"


def test_a_redirect_is_not_followed_and_counts_as_a_failure(
    shop: Any, receiver: Any, hook: Any, send: Any, db: None
) -> None:
    made = hook()
    receiver.answers["/"] = 302
    shop.order("TEA")
    shop.work_off()

    send()

    assert [one.status for one in log(made)] == [302]
    assert len(receiver.heard) == 1


def test_an_address_inside_is_never_called_whenever_it_became_one(
    shop: Any, receiver: Any, hook: Any, send: Any, settings: Any, db: None
) -> None:
    made = hook()
    settings.ALLOW_PRIVATE_ADDRESSES = False
    shop.order("TEA")
    shop.work_off()

    send()

    assert outcomes(made) == [(PLACED, "waiting", None, "kernel.address_refused")]
    assert receiver.heard == []


def test_of_people_only_as_much_as_the_scopes_open(shop: Any, receiver: Any, hook: Any, send: Any, db: None) -> None:
    card = ids.new_id()
    shop.programme()
    earned = "loyalty.PointsCorrected"
    some = with_scopes("system.partner", "office", {"webhooks.manage", "loyalty.read", "orders.read"})
    with pytest.raises(Exception, match=r"customers\.read"):
        hook("/points", (earned,), by=some)
    hook("/orders", by=some)
    hook("/all", (earned, PLACED), tells_customers=True)
    shop.points(card, 5)
    shop.order("TEA", by=with_scopes(f"customer:{card}", "web", {"orders.place"}))
    shop.work_off()

    send()

    [order] = receiver.told("/orders")
    assert (order["actor"], str(card) in str(order)) == ("customer", False)
    by_type = {one["type"]: one for one in receiver.told("/all")}
    assert by_type[earned]["data"]["customer_id"] == str(card)
    assert by_type[PLACED]["actor"] == f"customer:{card}"


def test_one_limited_to_a_store_hears_of_no_other(shop: Any, receiver: Any, hook: Any, send: Any, db: None) -> None:
    shop.selling("TEA", stock=10, shop="low-street")
    here, kinds = location("high-street").id, (PLACED, "payments.PaymentVoided")
    made = hook("/", kinds, stores=[here])
    for store in ("high-street", "low-street"):
        cancel_order(shop.order("TEA", delivery=Pickup(store)).id, reason="customer_asked", by=BY)
    shop.work_off()

    send()

    assert {one.event for one in log(made)} == set(kinds)
    placed = [one for one in receiver.told() if one["type"] == PLACED]
    assert [one["data"]["location_id"] for one in placed] == [str(here)]
    assert len(receiver.told()) == 2


def test_what_a_key_made_is_silent_when_the_key_is_revoked(
    shop: Any, receiver: Any, hook: Any, send: Any, db: None
) -> None:
    key = create_key("partner", scopes=["webhooks.manage", "orders.read"], by=BY)
    made = hook(by=with_scopes(f"key:{key.prefix}", "api", {"webhooks.manage", "orders.read"}))
    shop.order("TEA")
    shop.work_off()
    revoke_key(key.prefix, by=BY)
    shop.order("TEA")
    shop.work_off()

    send()

    assert len(log(made)) == 1
    assert receiver.heard == []


def test_a_new_secret_and_the_old_one_both_sign_for_a_day(
    shop: Any, receiver: Any, hook: Any, send: Any, db: None
) -> None:
    made = hook()
    fresh = change_secret(made.id, by=BY)
    try_webhook(made.id, by=BY)
    send()

    [(_, headers, body)] = receiver.heard
    assert Check(made.secret).verify(body, headers) == Check(fresh).verify(body, headers)

    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1)):
        try_webhook(made.id, by=BY)
        send()
        _, headers, body = receiver.heard[-1]
        Check(fresh).verify(body, headers)
        with pytest.raises(Exception, match="No matching signature"):
            Check(made.secret).verify(body, headers)


def test_the_office_can_send_it_again(shop: Any, receiver: Any, hook: Any, send: Any, db: None) -> None:
    made = hook()
    try_webhook(made.id, by=BY)
    send()

    send_again(made.id, delivery=log(made)[0].id, by=BY)
    send()

    assert [one["type"] for one in receiver.told()] == ["webhooks.WebhookTested"] * 2
    assert len(log(made)) == 1


def test_while_paused_nothing_is_sent_and_nothing_gathers(
    shop: Any, receiver: Any, hook: Any, send: Any, db: None
) -> None:
    made = hook()
    shop.order("TEA")
    shop.work_off()
    pause_webhook(made.id, by=BY)
    shop.order("TEA")
    shop.work_off()
    send()
    assert receiver.heard == []
    assert webhook(made.id, by=BY).waiting == 1

    resume_webhook(made.id, by=BY)
    send()

    assert len(receiver.heard) == 1


def test_the_worker_sends_by_itself_until_it_is_asked_to_stop(
    shop: Any, receiver: Any, hook: Any, transactional_db: None
) -> None:
    made, stop = hook(), threading.Event()
    try_webhook(made.id, by=BY)
    worker = threading.Thread(target=keep_sending, args=(stop,))
    worker.start()
    ends = time.monotonic() + 20

    while log(made)[0].outcome != "delivered" and time.monotonic() < ends:
        time.sleep(0.02)
    stop.set()
    worker.join(5)

    assert outcomes(made) == [("webhooks.WebhookTested", "delivered", 204, "")]
    assert not worker.is_alive()
