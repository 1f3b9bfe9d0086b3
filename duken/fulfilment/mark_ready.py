"""Mark ready: everything that can come is picked and waits at the counter, or packed for the courier."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum

from duken.fulfilment._locked import locked, resolve_alerts
from duken.fulfilment.errors import NotAllPicked
from duken.fulfilment.events import FulfilmentReady, FulfilmentReopened
from duken.fulfilment.models import Fulfilment
from duken.fulfilment.states import FULFILMENT_MOVES
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.states import move


def mark_ready(fulfilment_id: UUID, *, by: Actor) -> bool:
    """True when ready now, False when it had been. The customer is told, after any notice of a shortage.

    Raises NotAllPicked (lines are open), FulfilmentMissing, IllegalMove (cancelled, or not picked yet).
    """
    with transaction.atomic():
        found = locked(fulfilment_id, by=by)
        if found.status == "ready":
            return False
        left = found.lines.aggregate(left=Sum(F("wanted") - F("picked") - F("short")))["left"]
        if left and found.status in ("requested", "acknowledged", "picking"):
            raise NotAllPicked(left)
        move(Fulfilment, found.pk, "ready", FULFILMENT_MOVES, noun="fulfilment", ready_at=clock.now())
        resolve_alerts(found.pk, "unacknowledged", "not_ready")
        record(FulfilmentReady(found.order_id, found.pk, found.location_id, found.method), by=by)
    return True


def reopen(fulfilment_id: UUID, *, by: Actor) -> bool:
    """Back to picking: something is wrong with what was called ready. False when it is being picked already."""
    with transaction.atomic():
        found = locked(fulfilment_id, by=by)
        if found.status == "picking":
            return False
        if found.status in ("requested", "acknowledged"):
            return False
        move(Fulfilment, found.pk, "picking", FULFILMENT_MOVES, noun="fulfilment", ready_at=None)
        record(FulfilmentReopened(found.order_id, found.pk, found.location_id), by=by)
    return True
