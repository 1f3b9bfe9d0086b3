"""Cancel the work: the order was cancelled. What lies in a basket already belongs on the shelf again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from duken.fulfilment._locked import locked, locked_of_order, resolve_alerts
from duken.fulfilment.events import FulfilmentCancelled, GoodsPutBack
from duken.fulfilment.models import Fulfilment
from duken.fulfilment.states import FULFILMENT_MOVES
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.states import move


def cancel_fulfilment(order_id: UUID, *, by: Actor) -> bool:
    """Take a cancelled order off the screen. False when there is nothing to cancel, or it was done before."""
    by.require("orders.cancel")
    with transaction.atomic():
        found = locked_of_order(order_id)
        if found is None or found.status == "cancelled":
            return False
        units = found.lines.aggregate(units=Sum("picked"))["units"] or 0
        move(
            Fulfilment,
            found.pk,
            "cancelled",
            FULFILMENT_MOVES,
            noun="fulfilment",
            cancelled_at=clock.now(),
            put_back_at=None if units else clock.now(),
        )
        resolve_alerts(found.pk, "unacknowledged", "not_ready")
        record(FulfilmentCancelled(found.order_id, found.pk, found.location_id, units), by=by)
    return True


def put_back(fulfilment_id: UUID, *, by: Actor) -> bool:
    """The picked goods of a cancelled order lie on the shelf again. False when that was said before."""
    with transaction.atomic():
        found = locked(fulfilment_id, by=by)
        done = Fulfilment.objects.filter(pk=found.pk, status="cancelled", put_back_at=None).update(
            put_back_at=clock.now()
        )
        if done:
            record(GoodsPutBack(found.order_id, found.pk, found.location_id), by=by)
    return bool(done)
