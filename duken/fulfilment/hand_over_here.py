"""Hand over at a till: the customer has the goods in their hands, whatever our screens say of them."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.fulfilment._locked import locked_of_order
from duken.fulfilment.errors import FulfilmentMissing
from duken.fulfilment.hand_over import now_collected
from duken.fulfilment.mark_ready import mark_ready
from duken.fulfilment.models import Fulfilment
from duken.fulfilment.pick import pick_line
from duken.fulfilment.request import request_fulfilments
from duken.kernel.actor import Actor
from duken.orders.confirm import confirm_order


def hand_over_here(order_id: UUID, *, by: Actor) -> bool:
    """What was still to be confirmed, picked and called ready is so at once. False when it had been handed over.

    It must be paid. Raises NotPaid, FulfilmentMissing (another shop's), IllegalMove (cancelled, or sent on its way).
    """
    with transaction.atomic():
        confirm_order(order_id, by=by.lend("orders.confirm"))
        request_fulfilments([order_id], by=by.lend("orders.confirm"))
        found = locked_of_order(order_id)
        if found is None or not by.may("fulfilment.work", store=found.location_id):
            raise FulfilmentMissing
        if found.status == "collected":
            return False
        _make_ready(found, by)
        now_collected(found, by=by)
    return True


def _make_ready(found: Fulfilment, by: Actor) -> None:
    if found.status == "ready":
        return
    for line in found.lines.order_by("position"):
        if left := line.wanted - line.picked - line.short:
            pick_line(found.pk, line.pk, quantity=left, by=by)
    mark_ready(found.pk, by=by)
