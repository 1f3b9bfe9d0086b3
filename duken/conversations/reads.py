"""Questions about what was said to customers."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.conversations.models import Message
from duken.kernel.actor import Actor
from duken.orders.reads import order


class MessageRead(NamedTuple):
    id: UUID
    order_id: UUID
    kind: str
    via: str
    recipient: str
    language: str
    subject: str
    body: str
    status: str
    written_at: datetime
    sent_at: datetime | None


def messages_of(order_id: UUID, *, by: Actor) -> list[MessageRead]:
    """Everything said about one order, oldest first. Raises OrderMissing."""
    order(order_id, by=by)
    rows = Message.objects.filter(order_id=order_id).order_by("id")
    return [MessageRead(*row) for row in rows.values_list(*MessageRead._fields)]


def unsent(before: datetime, *, limit: int = 200) -> list[UUID]:
    """Written before a moment and still here."""
    rows = Message.objects.filter(status="written", written_at__lt=before).order_by("written_at")
    return list(rows.values_list("pk", flat=True)[:limit])
