"""Ship: a packed order leaves with the carrier. The goods leave our books here."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.fulfilment._locked import locked
from duken.fulfilment._take_money import to_pay
from duken.fulfilment.errors import NotPaid, WrongMethod
from duken.fulfilment.events import OrderShipped
from duken.fulfilment.models import Fulfilment
from duken.fulfilment.states import FULFILMENT_MOVES
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.refusals import InvalidField
from duken.kernel.states import move
from duken.orders.fulfil import fulfil_order


def ship(fulfilment_id: UUID, *, tracking: str = "", by: Actor) -> bool:
    """True when shipped now, False when it had been. What is paid at the door is taken there (deliver.py).

    Raises WrongMethod (a pick-up), NotPaid (an online payment has not come), FulfilmentMissing, IllegalMove.
    """
    number = " ".join(tracking.split())
    if len(number) > 80 or not number.isprintable():
        raise InvalidField("tracking", "too_long", 80)
    with transaction.atomic():
        found = locked(fulfilment_id, by=by)
        if found.status in ("shipped", "delivered"):
            return False
        if found.method != "delivery":
            raise WrongMethod(found.method)
        due = to_pay(found.order_id, by=by)
        if due and due.provider:
            raise NotPaid(due.amount_minor, due.currency)
        move(
            Fulfilment,
            found.pk,
            "shipped",
            FULFILMENT_MOVES,
            noun="fulfilment",
            handed_over_at=clock.now(),
            handed_over_by=by.id,
            tracking=number,
        )
        fulfil_order(found.order_id, by=by)
        record(OrderShipped(found.order_id, found.pk, found.location_id, number), by=by)
    return True
