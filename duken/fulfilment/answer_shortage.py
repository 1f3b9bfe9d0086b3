"""Answer a shortage: the customer wants what is left, or none of it. Whoever holds the order's link may answer."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.fulfilment._locked import locked_of_order
from duken.fulfilment.errors import NothingToAnswer
from duken.fulfilment.events import ShortageAnswered
from duken.fulfilment.models import Fulfilment, Shortage
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.orders.cancel import cancel_order
from duken.orders.reads import order

REST_WANTED, ORDER_CANCELLED = "rest_wanted", "order_cancelled"


def accept_rest(order_id: UUID, *, by: Actor) -> None:
    """The customer takes what there is. Raises OrderMissing, NothingToAnswer."""
    order(order_id, by=by)
    with transaction.atomic():
        _answer(order_id, REST_WANTED, by)


def refuse_rest(order_id: UUID, *, by: Actor) -> None:
    """The customer does not want the rest: the order is cancelled, money goes back.

    Raises OrderMissing, NothingToAnswer, and what cancelling refuses.
    """
    order(order_id, by=by)
    with transaction.atomic():
        _answer(order_id, ORDER_CANCELLED, by)
        cancel_order(order_id, reason="short", by=by)


def note_told(order_id: UUID, *, by: Actor) -> int:
    """The customer has been told of every shortage of an order until now; answers how many were news."""
    by.require("orders.change")
    return Shortage.objects.filter(fulfilment__order_id=order_id, told_at=None).update(told_at=clock.now())


def _answer(order_id: UUID, answer: str, by: Actor) -> Fulfilment:
    found = locked_of_order(order_id)
    open_ones = Shortage.objects.filter(fulfilment=found, answer="") if found else Shortage.objects.none()
    if found is None or not open_ones.update(answer=answer, answered_at=clock.now()):
        raise NothingToAnswer
    record(ShortageAnswered(order_id, found.pk, found.location_id, answer), by=by)
    return found
