"""Confirm an order: it is paid, or will be paid when it changes hands. From here on it is picked."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.states import move
from duken.orders._write import changed
from duken.orders.events import OrderConfirmed
from duken.orders.models import Order
from duken.orders.reads import order
from duken.orders.states import ORDER_MOVES


def confirm_order(order_id: UUID, *, by: Actor) -> bool:
    """True when confirmed now, False when it had been. Raises OrderMissing, IllegalMove (cancelled meanwhile)."""
    by.require("orders.confirm")
    with transaction.atomic():
        Order.objects.select_for_update().filter(pk=order_id).first()
        found = order(order_id, by=by)
        if found.status in ("confirmed", "fulfilled", "closed"):
            return False
        move(Order, order_id, "confirmed", ORDER_MOVES, noun="order")
        changed(order_id, found.status, "confirmed", reason="", at=clock.now(), by=by)
        record(OrderConfirmed(order_id, found.location_id, found.method), by=by)
    return True
