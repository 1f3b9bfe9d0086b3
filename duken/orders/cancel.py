"""Cancel an order: its stock is free again at once; its money is voided or given back by a reaction."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.customers.identities.alias import is_same
from duken.inventory.hold import release_transfers
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.events import record
from duken.kernel.reasons import code_of
from duken.kernel.refusals import Refusal
from duken.kernel.states import move
from duken.ledger.entries import Chain, HoldId
from duken.ledger.post import post
from duken.orders._claims import let_go
from duken.orders._write import changed
from duken.orders.events import OrderCancelled
from duken.orders.models import Line, Order
from duken.orders.order import OrderRead
from duken.orders.reads import order
from duken.orders.states import ORDER_MOVES


def cancel_order(order_id: UUID, *, reason: str, by: Actor) -> bool:
    """Free the stock and close the order. True when cancelled now, False when it had been.

    Staff need `orders.cancel` in the store; a customer may cancel their own. Raises OrderMissing, IllegalMove
    (handed over already: that is a return), CardNumberRefused.
    """
    refuse_card_number("reason", reason)
    with transaction.atomic():
        Order.objects.select_for_update().filter(pk=order_id).first()
        found = order(order_id, by=by)
        _may_cancel(found, by)
        if found.status == "cancelled":
            return False
        move(Order, order_id, "cancelled", ORDER_MOVES, noun="order")
        free_stock(found, reason=f"cancelled: {code_of(reason)}", by=by)
        changed(order_id, found.status, "cancelled", reason=reason[:200], at=clock.now(), by=by)
        lines = tuple((line.sku, line.variant_id, line.quantity) for line in found.lines)
        record(OrderCancelled(order_id, found.location_id, code_of(reason), lines), by=by)
    return True


def free_stock(found: OrderRead, *, reason: str, by: Actor) -> None:
    holds = [HoldId(UUID(hold)) for line in found.lines for hold, _ in line.holds]
    freed = (*release_transfers(holds, reason), *let_go(found, reason))
    if not freed:
        return
    chain = Chain(f"cancel:{found.id}", f"order:{found.id}", freed)
    [answer] = post([chain], by=by.lend("ledger.post"))
    if isinstance(answer, Refusal):
        raise answer
    Line.objects.filter(order_id=found.id).update(holds=[])


def _may_cancel(found: OrderRead, by: Actor) -> None:
    is_own = is_same(by.customer, found.customer_id)
    is_own = is_own or (by.id == found.actor and "orders.place" in by.scopes)
    if not is_own:
        by.require("orders.cancel", store=found.location_id)
