"""Change a webhook, stop it, let it go on, remove it, look whether it works."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.kernel import clock, events, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.webhooks.errors import WebhookDeliveryMissing, WebhookMissing, WebhookPausedNow
from duken.webhooks.events import (
    WebhookPaused,
    WebhookRemoved,
    WebhookResumed,
    WebhookSaved,
    WebhookSecretChanged,
    WebhookTested,
)
from duken.webhooks.models import Delivery, Webhook
from duken.webhooks.policies import BY_HAND, OLD_SECRET_SIGNS
from duken.webhooks.reads import visible_to
from duken.webhooks.secret import new_secret
from duken.webhooks.subscribe import WebhookDraft, checked
from duken.webhooks.subscribed import forget


def change_webhook(webhook_id: UUID, *, draft: WebhookDraft, by: Actor) -> None:
    """All of it anew but the secret. Raises WebhookMissing and what `subscribe` raises.

    Who changes it owns it from now on. What was on its way or in the log as it was told before does not go over to
    another address or to other stores, nor to what it is told of no longer.
    """
    with transaction.atomic():
        found = _locked(webhook_id, by)
        columns = checked(draft, by)
        Webhook.objects.filter(pk=found.pk).update(**columns, owner=by.id)
        gone = Delivery.objects.filter(webhook=found)
        if (found.url, found.stores) == (columns["url"], columns["stores"]):
            gone = gone.exclude(event__in={*draft.events, WebhookTested.name()})
        gone.delete()
        record(WebhookSaved(found.pk, tuple(columns["events"]), tuple(columns["scopes"])), by=by)  # type: ignore[arg-type]
        transaction.on_commit(forget)


def pause_webhook(webhook_id: UUID, *, by: Actor) -> None:
    """Nothing is sent, and what happens meanwhile is not kept for it: it stands in the feed. Repeating is harmless."""
    with transaction.atomic():
        found = _locked(webhook_id, by)
        if found.paused_at is None:
            Webhook.objects.filter(pk=found.pk).update(paused_at=clock.now(), paused_why=BY_HAND)
            record(WebhookPaused(found.pk, BY_HAND), by=by)
            transaction.on_commit(forget)


def resume_webhook(webhook_id: UUID, *, by: Actor) -> None:
    """What still waited when it was paused is sent at once. Repeating is harmless."""
    with transaction.atomic():
        found = _locked(webhook_id, by)
        if found.paused_at is not None:
            fresh = {"paused_at": None, "paused_why": "", "failures": 0, "failing_since": None}
            Webhook.objects.filter(pk=found.pk).update(**fresh)
            Delivery.objects.filter(webhook=found, outcome="waiting").update(due_at=clock.now(), attempts=0)
            record(WebhookResumed(found.pk), by=by)
            transaction.on_commit(forget)


def remove_webhook(webhook_id: UUID, *, by: Actor) -> None:
    """With its log. Raises WebhookMissing, also when it was removed already."""
    with transaction.atomic():
        found = _locked(webhook_id, by)
        found.delete()
        record(WebhookRemoved(webhook_id), by=by)
        transaction.on_commit(forget)


def change_secret(webhook_id: UUID, *, by: Actor) -> str:
    """A new secret, shown once. The one before signs beside it for a day, so that nothing is lost meanwhile."""
    with transaction.atomic():
        found = _locked(webhook_id, by)
        found.old_secret, found.old_secret_until = found.secret, clock.now() + OLD_SECRET_SIGNS
        found.secret = new_secret()
        found.save(update_fields=["secret", "old_secret", "old_secret_until"])
        record(WebhookSecretChanged(found.pk), by=by)
    return found.secret


def try_webhook(webhook_id: UUID, *, by: Actor) -> int:
    """Send it an event of its own; answers the delivery to look for. Raises WebhookPausedNow."""
    with transaction.atomic():
        found = _locked(webhook_id, by)
        if found.paused_at is not None:
            raise WebhookPausedNow
        record(WebhookTested(found.pk), by=by)
        event = events.story_of("webhook", found.pk)[-1]
        now = clock.now()
        return Delivery.objects.create(
            webhook=found, event_id=event.id, event=event.name, created_at=now, due_at=now
        ).pk


def send_again(webhook_id: UUID, *, delivery: int, by: Actor) -> None:
    """Whatever became of it, it is sent once more, and tried for a day again. Raises WebhookDeliveryMissing."""
    with transaction.atomic():
        found = _locked(webhook_id, by)
        if found.paused_at is not None:
            raise WebhookPausedNow
        again = sql.run(
            """UPDATE webhooks_delivery SET outcome = 'waiting', attempts = 0, due_at = %s
               WHERE id = %s AND webhook_id = %s AND (taken_until IS NULL OR taken_until < now())""",
            [clock.now(), delivery, found.pk],
        )
        if not again:
            raise WebhookDeliveryMissing


def _locked(webhook_id: UUID, by: Actor) -> Webhook:
    by.require("webhooks.manage")
    found = visible_to(by).select_for_update().filter(pk=webhook_id).first()
    if found is None:
        raise WebhookMissing
    return found
