"""Pick: put units of a line into the basket, by scan or by hand; put one back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from duken.catalog import reads as catalog
from duken.fulfilment._locked import locked, resolve_alerts
from duken.fulfilment.errors import AllPicked, LineMissing, NothingPicked, WrongItem
from duken.fulfilment.events import ItemPicked, PickingStarted
from duken.fulfilment.models import Fulfilment, Line
from duken.fulfilment.states import FULFILMENT_MOVES
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.states import IllegalMove, move


def pick_by_scan(fulfilment_id: UUID, *, scan: str, by: Actor) -> UUID:
    """One scan, one piece (or what the label says); answers the line. The wrong item is blocked.

    Raises CodeUnknown (nothing has that code), WrongItem (not in this order), AllPicked (no more of it is wanted),
    FulfilmentMissing, IllegalMove.
    """
    scanned = catalog.find_by_code(scan)
    with transaction.atomic():
        found = _in_picking(fulfilment_id, by)
        lines = list(Line.objects.filter(fulfilment=found, variant_id=scanned.variant.id).order_by("position"))
        line = _with_room(lines, scanned.quantity)
        if line is None:
            raise WrongItem(scanned.variant.sku, scanned.variant.title)
        _add(found, line, scanned.quantity, by)
    return line.pk


def pick_line(fulfilment_id: UUID, line_id: UUID, *, quantity: int = 1, by: Actor) -> None:
    """The same without a scanner. Raises LineMissing, AllPicked, FulfilmentMissing, IllegalMove."""
    with transaction.atomic():
        found = _in_picking(fulfilment_id, by)
        _add(found, _line(found, line_id), quantity, by)


def unpick_line(fulfilment_id: UUID, line_id: UUID, *, quantity: int = 1, by: Actor) -> None:
    """Take units out of the basket again. Raises LineMissing, NothingPicked, FulfilmentMissing, IllegalMove."""
    with transaction.atomic():
        found = _in_picking(fulfilment_id, by)
        line = _line(found, line_id)
        taken = quantity > 0 and Line.objects.filter(pk=line.pk, picked__gte=quantity).update(
            picked=F("picked") - quantity
        )
        if not taken:
            raise NothingPicked(line.sku)
        record(ItemPicked(found.order_id, found.pk, found.location_id, line.sku, line.picked - quantity), by=by)


def _in_picking(fulfilment_id: UUID, by: Actor) -> Fulfilment:
    """The fulfilment, moved to picking by the first touch."""
    found = locked(fulfilment_id, by=by)
    if found.status == "picking":
        return found
    if found.status not in ("requested", "acknowledged"):
        raise IllegalMove("fulfilment", found.status, "picking")
    now = clock.now()
    is_unseen = found.acknowledged_at is None
    seen = {"acknowledged_at": now, "acknowledged_by": by.id} if is_unseen else {}
    move(Fulfilment, found.pk, "picking", FULFILMENT_MOVES, noun="fulfilment", picking_at=now, picked_by=by.id, **seen)
    resolve_alerts(found.pk, "unacknowledged")
    record(PickingStarted(found.order_id, found.pk, found.location_id), by=by)
    return found


def _with_room(lines: Sequence[Line], quantity: int) -> Line | None:
    """The first line that still takes so many; else the last of that article, which then says that all is picked."""
    roomy = (line for line in lines if line.wanted - line.picked - line.short >= quantity)
    return next(roomy, lines[-1] if lines else None)


def _line(found: Fulfilment, line_id: UUID) -> Line:
    line = Line.objects.filter(pk=line_id, fulfilment=found).first()
    if line is None:
        raise LineMissing
    return line


def _add(found: Fulfilment, line: Line, quantity: int, by: Actor) -> None:
    added = quantity > 0 and Line.objects.filter(pk=line.pk, wanted__gte=F("picked") + F("short") + quantity).update(
        picked=F("picked") + quantity
    )
    if not added:
        raise AllPicked(line.sku, line.wanted - line.picked - line.short)
    record(ItemPicked(found.order_id, found.pk, found.location_id, line.sku, line.picked + quantity), by=by)
