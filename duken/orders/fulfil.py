"""Fulfil an order: the goods change hands. Stock leaves the books of the location, the sale is posted."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from duken.inventory.hold import ship_transfers
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.kernel.states import move
from duken.ledger.entries import Chain, HoldId, Post, Transfer
from duken.ledger.post import post
from duken.orders._claims import brings_own, kept
from duken.orders._write import changed
from duken.orders.events import OrderFulfilled
from duken.orders.models import Line, Order
from duken.orders.order import OrderRead
from duken.orders.reads import order
from duken.orders.states import ORDER_MOVES
from duken.payments import accounts as money
from duken.payments.own import take_what_is_held
from duken.stores import reads as stores
from duken.stores.hours import local_time


def fulfil_order(order_id: UUID, *, by: Actor) -> bool:
    """Hand over every line as it stands. True when done now, False when it had been.

    One chain: each hold captured (stock -> customer), sales -> customer for the total. Whether the money came
    is a matter of payments. Raises OrderMissing, IllegalMove (not confirmed, or cancelled).
    """
    with transaction.atomic():
        Order.objects.select_for_update().filter(pk=order_id).first()
        found = order(order_id, by=by)
        by.require("fulfilment.work", store=found.location_id)
        if found.status in ("fulfilled", "closed"):
            return False
        move(Order, order_id, "fulfilled", ORDER_MOVES, noun="order")
        transfers = _transfers(found)
        if brings_own(found):
            transfers += take_what_is_held(order_id, total_minor=found.total_minor, today=_day_there(found), by=by)
        if transfers:  # none when every line was cut: there is nothing to write down
            [answer] = post(
                [Chain(f"fulfil:{order_id}", f"order:{order_id}", tuple(transfers))], by=by.lend("ledger.post")
            )
            if isinstance(answer, Refusal):
                raise answer
        Line.objects.filter(order_id=order_id).update(holds=[])
        changed(order_id, found.status, "fulfilled", reason="", at=clock.now(), by=by)
        total = Money(found.total_minor, found.currency)
        lines = tuple((line.sku, line.variant_id, line.quantity) for line in found.lines if line.quantity)
        record(OrderFulfilled(order_id, found.location_id, total, lines), by=by)
    return True


def _day_there(found: OrderRead) -> date:
    return local_time(stores.location(found.location_id).hours, clock.now()).date()


def _transfers(found: OrderRead) -> list[Transfer]:
    transfers: list[Transfer] = []
    for line in found.lines:
        holds = [(HoldId(UUID(hold)), quantity) for hold, quantity in line.holds]
        transfers += ship_transfers(holds, line.quantity)
    if found.total_minor:
        sale = Post(
            money.sales(found.currency, found.channel), money.customer(found.currency), found.total_minor, "sale"
        )
        transfers.append(sale)
    return [*transfers, *kept(found)]
