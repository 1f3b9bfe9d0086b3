"""What a person says to two orders that look like one intent: the same, and one is cancelled; or different."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.orders.cancel import cancel_order
from duken.orders.errors import RepeatedMissing
from duken.orders.events import RepeatDecided
from duken.orders.models import Repeated
from duken.orders.order import OrderRead
from duken.orders.reads import orders_with_ids

PLACED_TWICE = "placed_twice"


def cancel_repeated(repeated_id: int, *, order_id: UUID, by: Actor) -> None:
    """They are the same: this one of the two is cancelled. Raises RepeatedMissing (also when it was decided before),
    IllegalMove (handed over already)."""
    with transaction.atomic():
        found = _decide(repeated_id, "same", by)
        if order_id not in found:
            raise RepeatedMissing
        cancel_order(order_id, reason=PLACED_TWICE, by=by)


def keep_both(repeated_id: int, *, by: Actor) -> None:
    """They are different: both go on, and nobody is asked about them again. Raises RepeatedMissing."""
    with transaction.atomic():
        _decide(repeated_id, "different", by)


def _decide(repeated_id: int, answer: str, by: Actor) -> dict[UUID, OrderRead]:
    by.require("orders.cancel")
    row = Repeated.objects.select_for_update().filter(pk=repeated_id, answer="").first()
    if row is None:
        raise RepeatedMissing
    found = {one.id: one for one in orders_with_ids([row.first_id, row.second_id])}
    if any(not by.may("orders.cancel", store=one.location_id) for one in found.values()):
        raise RepeatedMissing
    row.answer, row.answered_at, row.answered_by = answer, clock.now(), by.id
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    first, second = found[row.first_id], found[row.second_id]
    record(
        RepeatDecided(first.id, answer, second.id, second.number),
        RepeatDecided(second.id, answer, first.id, first.number),
        by=by,
    )
    return found
