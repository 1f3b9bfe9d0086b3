"""Short pick: it was promised and is not there. Order, money and stock become true at once; the customer is told."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F

from duken.fulfilment._locked import locked
from duken.fulfilment._write_off import kept_units, write_off
from duken.fulfilment.errors import BadShortage, LineMissing, ShortReasonUnknown
from duken.fulfilment.events import ItemShort
from duken.fulfilment.models import Fulfilment, Line, Shortage
from duken.fulfilment.states import BEFORE_READY
from duken.kernel import clock, ids
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.states import IllegalMove
from duken.orders.cancel import cancel_order
from duken.orders.cut import cut_line
from duken.orders.reads import order

# what the picker says -> why stock is written off
REASONS = {"not_found": "lost", "damaged": "damaged", "expired": "expired"}
NOTHING_LEFT = "nothing_on_the_shelf"


def short_pick(fulfilment_id: UUID, line_id: UUID, *, quantity: int, reason: str, by: Actor) -> UUID:
    """`quantity` of a line are missing (`reason` is one of REASONS); answers the shortage's id.

    In one transaction: the line is cut (what was paid is given back), the phantom units leave the books so that no
    channel sells them again, ItemShort is recorded: the customer is told before any ready notice. When nothing of the
    order is left it is cancelled. Raises FulfilmentMissing, LineMissing, BadShortage, ShortReasonUnknown, IllegalMove.
    """
    if reason not in REASONS:
        raise ShortReasonUnknown(reason)
    with transaction.atomic():
        found = locked(fulfilment_id, by=by)
        if found.status not in BEFORE_READY:
            raise IllegalMove("fulfilment", found.status, "picking")
        line = _take_short(found, line_id, quantity)
        shortage_id = _write(found, line, quantity, reason, by)
        event = ItemShort(
            found.order_id, found.pk, found.location_id, shortage_id, line.sku, line.variant_id, quantity, reason
        )
        record(event, by=by)
        _cut(found, line, quantity, reason, shortage_id, by)
    return shortage_id


def _take_short(found: Fulfilment, line_id: UUID, quantity: int) -> Line:
    line = Line.objects.filter(pk=line_id, fulfilment=found).first()
    if line is None:
        raise LineMissing
    taken = quantity > 0 and Line.objects.filter(pk=line_id, wanted__gte=F("picked") + F("short") + quantity).update(
        short=F("short") + quantity
    )
    if not taken:
        raise BadShortage(quantity, line.wanted - line.picked - line.short)
    return line


def _write(found: Fulfilment, line: Line, quantity: int, reason: str, by: Actor) -> UUID:
    return Shortage.objects.create(
        id=ids.new_id(),
        fulfilment=found,
        line=line,
        location_id=found.location_id,
        quantity=quantity,
        reason=reason,
        found_at=clock.now(),
        found_by=by.id,
    ).pk


def _cut(found: Fulfilment, line: Line, quantity: int, reason: str, shortage_id: UUID, by: Actor) -> None:
    kept_before = kept_units(found.order_id, line.order_line_id, by=by)
    cut_line(found.order_id, line.order_line_id, quantity=quantity, reason=reason, by=by)
    freed = kept_before - kept_units(found.order_id, line.order_line_id, by=by)
    write_off(
        line.variant_id,
        quantity,
        location_id=found.location_id,
        channel=found.channel,
        from_kept=min(freed, quantity),
        reason=REASONS[reason],
        key=f"short:{shortage_id}",
        by=by,
    )
    if not any(left.quantity for left in order(found.order_id, by=by).lines):
        cancel_order(found.order_id, reason=NOTHING_LEFT, by=by.lend("orders.cancel"))
