"""Webhooks and the log of their deliveries. Secrets are told by nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from duken.kernel.actor import Actor
from duken.webhooks.errors import WebhookMissing
from duken.webhooks.models import Delivery, Webhook


class WebhookRead(NamedTuple):
    """`failures` in a row; `waiting` are on their way. `paused_why` as in policies.PAUSED_WHY."""

    id: UUID
    name: str
    url: str
    events: tuple[str, ...]
    scopes: tuple[str, ...]
    stores: tuple[UUID, ...] | None
    contact: str
    owner: str
    created_at: datetime
    paused_at: datetime | None
    paused_why: str
    failures: int
    waiting: int

    @property
    def tells_customers(self) -> bool:
        return "customers.read" in self.scopes


class DeliveryRead(NamedTuple):
    """`status` and `milliseconds` of the last answer; `problem` where there was none."""

    id: int
    event_id: UUID
    event: str
    outcome: str
    attempts: int
    created_at: datetime
    due_at: datetime
    tried_at: datetime | None
    status: int | None
    milliseconds: int | None
    problem: str


def visible_to(by: Actor) -> QuerySet[Webhook]:
    """All, or those that are told of nothing beyond this actor's stores."""
    found = Webhook.objects.all()
    return found if by.stores is None else found.filter(stores__contained_by=[str(store) for store in by.stores])


def webhooks(*, by: Actor) -> list[WebhookRead]:
    """In the order they were made."""
    by.require("webhooks.manage")
    return _read(visible_to(by))


def webhook(webhook_id: UUID, *, by: Actor) -> WebhookRead:
    """Raises WebhookMissing."""
    by.require("webhooks.manage")
    found = _read(visible_to(by).filter(pk=webhook_id))
    if not found:
        raise WebhookMissing
    return found[0]


def deliveries_of(
    webhook_id: UUID, *, before: int | None = None, outcome: str = "", limit: int = 50, by: Actor
) -> list[DeliveryRead]:
    """The log, newest first; `before` a delivery. Raises WebhookMissing."""
    webhook(webhook_id, by=by)
    found = Delivery.objects.filter(webhook_id=webhook_id).order_by("-id")
    if before is not None:
        found = found.filter(pk__lt=before)
    if outcome:
        found = found.filter(outcome=outcome)
    return [DeliveryRead(*row) for row in found.values_list(*DeliveryRead._fields)[:limit]]


def _read(found: QuerySet[Webhook]) -> list[WebhookRead]:
    counted = found.annotate(waiting=Count("delivery", filter=Q(delivery__outcome="waiting"))).order_by("created_at")
    return [
        WebhookRead(
            row.pk, row.name, row.url, tuple(row.events), tuple(row.scopes), _stores(row.stores), row.contact,
            row.owner, row.created_at, row.paused_at, row.paused_why, row.failures, row.waiting,
        )
        for row in counted
    ]  # fmt: skip


def _stores(kept: Sequence[str] | None) -> tuple[UUID, ...] | None:
    return None if kept is None else tuple(UUID(one) for one in kept)
