"""Deliver: the carrier has put the goods into the customer's hands."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.fulfilment._locked import locked
from duken.fulfilment._take_money import take_money
from duken.fulfilment.events import OrderDelivered
from duken.fulfilment.models import Fulfilment
from duken.fulfilment.states import FULFILMENT_MOVES
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.states import move


def deliver(fulfilment_id: UUID, *, tender: str = "", by: Actor) -> bool:
    """True when delivered now, False when it had been; money due at the door is taken with it.

    Raises NotPaid, FulfilmentMissing, IllegalMove (not shipped).
    """
    with transaction.atomic():
        found = locked(fulfilment_id, by=by)
        if found.status == "delivered":
            return False
        move(Fulfilment, found.pk, "delivered", FULFILMENT_MOVES, noun="fulfilment", delivered_at=clock.now())
        take_money(found.order_id, location_id=found.location_id, tender=tender, by=by)
        record(OrderDelivered(found.order_id, found.pk, found.location_id), by=by)
    return True
