"""Who is told what, and when. One reaction for all notices: so a customer gets them in the order of what happened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from duken.conversations.events import LetterWritten, MessageWritten
from duken.conversations.send import send_message
from duken.conversations.write import language_of, write_message
from duken.fulfilment import reads as fulfilment
from duken.fulfilment.answer_shortage import note_told
from duken.fulfilment.events import FulfilmentReady, ItemShort, OrderCollected, OrderDelivered, OrderShipped
from duken.fulfilment.short_pick import NOTHING_LEFT
from duken.kernel.actor import Actor
from duken.kernel.events import Recorded
from duken.orders.events import OrderCancelled, OrderConfirmed
from duken.orders.reads import OrderRead, order
from duken.reactions.table import Reactions, outside, reaction

KINDS = {
    OrderConfirmed.name(): "confirmed",
    ItemShort.name(): "short",
    FulfilmentReady.name(): "ready",
    OrderCollected.name(): "collected",
    OrderShipped.name(): "shipped",
    OrderDelivered.name(): "delivered",
    OrderCancelled.name(): "cancelled",
}


class ShortageUntold(Exception):
    """A ready notice came before the notice of what is missing: it waits (R145)."""


def tell_customer(event: Recorded, by: Actor) -> None:
    """Write the message this event calls for; sending it is a reaction to that."""
    kind = KINDS[event.name]
    told = order(UUID(event.aggregate_id), by=by)
    if _is_stale(kind, told, event):
        return
    missing = fulfilment.shortages(told.id, by=by)
    if kind == "ready" and any(one.told_at is None for one in missing):
        raise ShortageUntold
    facts = {
        "missing_lines": _missing(told, missing, with_alternatives=kind == "short"),
        "nothing_left": not any(line.quantity for line in told.lines),
        "to_pay_minor": _to_pay(told, by),
        "tracking": event.facts.get("tracking", ""),
    }
    write_message(told, kind, facts=facts, key=f"{kind}:{event.id}", by=by)
    if kind == "short":
        note_told(told.id, by=by)


def send(event: Recorded, by: Actor) -> None:
    send_message(UUID(event.facts["message_id"]), by=by)


def _is_stale(kind: str, told: OrderRead, event: Recorded) -> bool:
    """What is not true any more is not said; a cancellation for want of everything is told with the shortage."""
    if kind == "cancelled":
        return bool(event.facts["reason"] == NOTHING_LEFT)
    if kind == "ready":
        return told.status != "confirmed" or told.method != "pickup"
    return kind == "confirmed" and told.status == "cancelled"


def _missing(
    told: OrderRead, missing: list[fulfilment.ShortageRead], *, with_alternatives: bool
) -> list[dict[str, Any]]:
    language = language_of(told)
    return [
        {
            "title": one.title,
            "quantity": one.quantity,
            "alternatives": fulfilment.alternatives_for(
                one.variant_id, one.quantity, location_id=told.location_id, channel=told.channel, language=language
            )
            if with_alternatives
            else None,
        }
        for one in missing
    ]


def _to_pay(told: OrderRead, by: Actor) -> int:
    due = fulfilment.to_pay(told.id, by=by)
    return due.amount_minor if due else 0


REACTIONS: Reactions = {
    ItemShort: [reaction(tell_customer)],
    FulfilmentReady: [reaction(tell_customer)],
    OrderCollected: [reaction(tell_customer)],
    OrderShipped: [reaction(tell_customer)],
    OrderDelivered: [reaction(tell_customer)],
    MessageWritten: [outside(send)],
    LetterWritten: [outside(send)],
}
