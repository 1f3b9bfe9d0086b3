"""Acknowledge: somebody in the shop has seen the order."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.fulfilment._locked import locked, resolve_alerts
from duken.fulfilment.events import FulfilmentAcknowledged
from duken.fulfilment.models import Fulfilment
from duken.fulfilment.states import FULFILMENT_MOVES
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.states import move


def acknowledge(fulfilment_id: UUID, *, by: Actor) -> bool:
    """True when acknowledged now, False when it had been. Raises FulfilmentMissing, IllegalMove (cancelled)."""
    with transaction.atomic():
        found = locked(fulfilment_id, by=by)
        if found.acknowledged_at and found.status != "cancelled":
            return False
        move(
            Fulfilment,
            found.pk,
            "acknowledged",
            FULFILMENT_MOVES,
            noun="fulfilment",
            acknowledged_at=clock.now(),
            acknowledged_by=by.id,
        )
        resolve_alerts(found.pk, "unacknowledged")
        record(FulfilmentAcknowledged(found.order_id, found.pk, found.location_id), by=by)
    return True
