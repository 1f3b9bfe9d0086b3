"""Deliveries that are due, taken by one who sends them; and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from duken.kernel import clock, events, sql
from duken.kernel.actor import system
from duken.kernel.events import Recorded, record
from duken.kernel.secrets import SealBroken
from duken.webhooks.call import TIMEOUT_SECONDS, Answered, Call
from duken.webhooks.events import WebhookPaused
from duken.webhooks.models import Delivery, Webhook
from duken.webhooks.policies import FAILURES, KEPT, arrived, give_up, next_try
from duken.webhooks.sign import headers_of
from duken.webhooks.subscribed import forget
from duken.webhooks.tell import body_of
from duken.webhooks.wishes import places_of, standing

AT_ONCE = 4  # calls to one webhook
_LEASE = timedelta(seconds=TIMEOUT_SECONDS * 3)
BY = system("webhooks")
log = structlog.get_logger("duken.webhooks")


def take_due(limit: int) -> list[Call]:
    """At most `limit`, and AT_ONCE of each webhook: nobody waits for somebody slow. Nine statements at most.

    What its taker does not bring back within the lease (it was killed) is due again. What a webhook may not be told
    any more is dropped here, whatever was right when it happened.
    """
    now, wishes = clock.now(), {wish.id: wish for wish in standing()}
    lent = {"now": now, "until": now + _LEASE, "at_once": AT_ONCE, "limit": limit}
    taken = dict(sql.rows(_TAKE, lent | {"hooks": sql.array("uuid", list(wishes))})) if wishes else {}
    if not taken:
        return []
    # Webhooks first: what was on its way to an address that has been changed since is gone when it is read.
    hooks = Webhook.objects.in_bulk(set(taken.values()))
    deliveries = list(Delivery.objects.filter(pk__in=taken).order_by("created_at", "id"))
    recorded = {event.id: event for event in events.with_ids([one.event_id for one in deliveries])}
    places = places_of(list(recorded.values()), [wishes[one] for one in hooks])
    calls, not_told = [], []
    for one in deliveries:
        hook, event = hooks.get(one.webhook_id), recorded.get(one.event_id)
        if hook is None or event is None:
            continue  # a restored database: it is due again after the lease
        wish = wishes[hook.pk]
        if not wish.is_for(event, places):
            not_told.append(one.pk)
        elif call := _call(one, hook, event, wish.scopes, now):
            calls.append(call)
    if not_told:
        Delivery.objects.filter(pk__in=not_told).delete()
    return calls


def note(one: Call, answered: Answered) -> None:
    """What became of it; when nothing has arrived there for long, the webhook is paused and its owner hears of it."""
    now = clock.now()
    with transaction.atomic():
        hook = Webhook.objects.select_for_update().filter(pk=one.webhook).first()
        delivery = Delivery.objects.select_for_update().filter(pk=one.delivery).first()
        if hook is None or delivery is None:
            return  # removed meanwhile
        delivery.attempts += 1
        delivery.tried_at, delivery.taken_until = now, None
        delivery.status, delivery.milliseconds, delivery.problem = answered
        if arrived(answered.status):
            delivery.outcome = "delivered"
            hook.failures, hook.failing_since = 0, None
        else:
            due = next_try(delivery.attempts, now)
            delivery.outcome, delivery.due_at = ("waiting", due) if due else ("given_up", now)
            hook.failures, hook.failing_since = hook.failures + 1, hook.failing_since or now
            _give_up(hook, answered.status, now, is_over=due is None)
        delivery.save()
        hook.save(update_fields=["failures", "failing_since", "paused_at", "paused_why"])


def forget_old() -> int:
    """The log keeps a month; what still waits stays."""
    return sql.run("DELETE FROM webhooks_delivery WHERE created_at < %s AND outcome <> 'waiting'", [clock.now() - KEPT])


def _call(one: Delivery, hook: Webhook, event: Recorded, scopes: frozenset[str], now: datetime) -> Call | None:
    """None where the keys are missing (a restored database without them): it is due again after the lease."""
    body = body_of(event, scopes)
    try:
        return Call(one.pk, hook.pk, hook.url, body, headers_of(event.id, body, _keys(hook, now), at=now))
    except SealBroken:
        log.error("webhook.seal_broken", webhook=str(hook.pk))
        return None


def _give_up(hook: Webhook, status: int | None, now: datetime, *, is_over: bool) -> None:
    why = give_up(status, failures=hook.failures, failing_since=hook.failing_since, now=now)
    why = why or (FAILURES if is_over else "")
    if why and hook.paused_at is None:
        hook.paused_at, hook.paused_why = now, why
        record(WebhookPaused(hook.pk, why), by=BY)
        log.warning("webhook.paused", webhook=str(hook.pk), why=why)
        transaction.on_commit(forget)


def _keys(hook: Webhook, now: datetime) -> Sequence[str]:
    is_old_good = hook.old_secret_until is not None and hook.old_secret_until > now
    return [hook.secret, hook.old_secret] if is_old_good and hook.old_secret else [hook.secret]


# Each webhook by itself: what waits for one never stands before what waits for another. The inner limit is one the
# planner knows, so that the index is read and a backlog is not sorted.
_TAKE = """
WITH due AS (
    SELECT d.id FROM webhooks_webhook w CROSS JOIN LATERAL (
        SELECT id, due_at FROM (
            SELECT id, due_at FROM webhooks_delivery
            WHERE webhook_id = w.id AND outcome = 'waiting' AND due_at <= %(now)s
              AND (taken_until IS NULL OR taken_until <= %(now)s)
            ORDER BY due_at LIMIT %(at_once)s FOR UPDATE SKIP LOCKED
        ) first
        ORDER BY due_at
        LIMIT greatest(0, %(at_once)s - (SELECT count(*) FROM webhooks_delivery
            WHERE webhook_id = w.id AND outcome = 'waiting' AND taken_until > %(now)s))
    ) d WHERE w.id = ANY(%(hooks)s) AND w.paused_at IS NULL ORDER BY d.due_at LIMIT %(limit)s
)
UPDATE webhooks_delivery taken SET taken_until = %(until)s FROM due WHERE taken.id = due.id
RETURNING taken.id, taken.webhook_id
"""
