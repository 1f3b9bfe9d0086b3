"""Who is told what, and when. One reaction for all notices: so a customer gets them in the order of what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from duken.conversations.events import LetterWritten, MessageWritten
from duken.conversations.send import send_message
from duken.conversations.write import MessageDraft, language_of, write_messages
from duken.fulfilment import reads as fulfilment
from duken.fulfilment.answer_shortage import note_told
from duken.fulfilment.events import FulfilmentReady, ItemShort, OrderCollected, OrderDelivered, OrderShipped
from duken.fulfilment.short_pick import NOTHING_LEFT
from duken.kernel.actor import Actor
from duken.kernel.events import Recorded
from duken.orders.events import OrderCancelled, OrderConfirmed
from duken.orders.reads import OrderRead, orders_with_ids
from duken.payments.reads import PaymentRead
from duken.reactions.table import Reactions, outside, plural

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


def tell_customer(events: Sequence[Recorded], by: Actor) -> None:
    """Write the messages these events call for; sending them is a reaction to that."""
    order_ids = list({UUID(event.aggregate_id): None for event in events})
    orders = {order.id: order for order in orders_with_ids(order_ids)}
    missing, due = fulfilment.shortages_of(order_ids), fulfilment.to_pay_of(order_ids, by=by)
    drafts = []
    for event in events:
        told = orders[UUID(event.aggregate_id)]
        kind = KINDS[event.name]
        if not _is_stale(kind, told, event):
            drafts.append(_draft(kind, told, event, missing[told.id], due[told.id]))
    write_messages(drafts, by=by)
    for draft in drafts:
        if draft.kind == "short":
            note_told(draft.order.id, by=by)


def _draft(
    kind: str, told: OrderRead, event: Recorded, missing: list[fulfilment.ShortageRead], due: PaymentRead | None
) -> MessageDraft:
    if kind == "ready" and any(one.told_at is None for one in missing):
        raise ShortageUntold
    facts = {
        "missing_lines": _missing(told, missing, with_alternatives=kind == "short"),
        "nothing_left": not any(line.quantity for line in told.lines),
        "to_pay_minor": due.amount_minor if due else 0,
        "tracking": event.facts.get("tracking", ""),
    }
    return MessageDraft(told, kind, facts, f"{kind}:{event.id}")


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


REACTIONS: Reactions = {
    ItemShort: [plural(tell_customer)],
    FulfilmentReady: [plural(tell_customer)],
    OrderCollected: [plural(tell_customer)],
    OrderShipped: [plural(tell_customer)],
    OrderDelivered: [plural(tell_customer)],
    MessageWritten: [outside(send)],
    LetterWritten: [outside(send)],
}
