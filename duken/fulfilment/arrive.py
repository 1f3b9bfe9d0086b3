"""Arrive: the customer is outside, or at the counter, and says so."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.fulfilment._locked import locked_of_order
from duken.fulfilment.errors import FulfilmentMissing
from duken.fulfilment.events import CustomerArrived
from duken.fulfilment.models import Fulfilment
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.events import record
from duken.kernel.refusals import InvalidField
from duken.kernel.states import IllegalMove
from duken.orders.reads import order

LONGEST_BAY = 20


def announce_arrival(order_id: UUID, *, bay: str = "", by: Actor) -> bool:
    """Show the shop that the customer waits (at `bay`); hand-over is timed from here. False when it was said before.

    Whoever may see the order may say it. Raises OrderMissing, FulfilmentMissing, IllegalMove (not ready yet).
    """
    place = " ".join(bay.split())
    if len(place) > LONGEST_BAY or not place.isprintable():
        raise InvalidField("bay", "too_long", LONGEST_BAY)
    refuse_card_number("bay", place)
    order(order_id, by=by)
    with transaction.atomic():
        found = locked_of_order(order_id)
        if found is None or found.method != "pickup":
            raise FulfilmentMissing
        if found.status != "ready":
            raise IllegalMove("fulfilment", found.status, "collected")
        if found.arrived_at and found.bay == place:
            return False
        Fulfilment.objects.filter(pk=found.pk).update(arrived_at=found.arrived_at or clock.now(), bay=place)
        record(CustomerArrived(found.order_id, found.pk, found.location_id, place), by=by)
    return True
