"""Confirm orders: they are paid, or will be paid when they change hands. From here on they are picked."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from duken.kernel import clock, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.refusals import Refusal
from duken.kernel.states import IllegalMove, sources
from duken.orders.errors import OrderMissing
from duken.orders.events import OrderConfirmed
from duken.orders.order import OrderRead
from duken.orders.reads import orders_with_ids, sees
from duken.orders.states import ORDER_MOVES


def confirm_order(order_id: UUID, *, by: Actor) -> bool:
    """True when confirmed now, False when it had been. Raises OrderMissing, IllegalMove (cancelled meanwhile)."""
    [answer] = confirm_orders([order_id], by=by)
    if isinstance(answer, Refusal):
        raise answer
    return answer


def confirm_orders(order_ids: Sequence[UUID], *, by: Actor) -> list[bool | Refusal]:
    """Each as `confirm_order`, in order; one that cannot be confirmed does not keep the others. Six statements."""
    by.require("orders.confirm")
    with transaction.atomic():
        _lock(order_ids)
        found = {order.id: order for order in orders_with_ids(order_ids) if sees(by, order)}
        now: dict[UUID, OrderRead] = {}
        answers = [_judge(order_id, found.get(order_id), now) for order_id in order_ids]
        if now:
            _move(list(now.values()), by)
            record(*(OrderConfirmed(order.id, order.location_id, order.method) for order in now.values()), by=by)
    return answers


def _lock(order_ids: Sequence[UUID]) -> None:
    sql.ask(
        "SELECT FROM orders_order WHERE id = ANY(%s::uuid[]) ORDER BY id FOR UPDATE", [sql.array("uuid", order_ids)]
    )


def _judge(order_id: UUID, found: OrderRead | None, now: dict[UUID, OrderRead]) -> bool | Refusal:
    """Whether it is confirmed `now`, which remembers those that are."""
    if found is None:
        return OrderMissing()
    if order_id in now or found.status in ("confirmed", "fulfilled", "closed"):
        return False
    if found.status not in sources(ORDER_MOVES, "confirmed"):
        return IllegalMove("order", found.status, "confirmed")
    now[order_id] = found
    return True


def _move(orders: Sequence[OrderRead], by: Actor) -> None:
    moved = sql.ask(
        """WITH moved AS (
               UPDATE orders_order o SET status = 'confirmed' FROM unnest(%s::uuid[], %s::text[]) AS before(id, status)
               WHERE o.id = before.id AND o.status = before.status RETURNING o.id, before.status
           )
           INSERT INTO orders_change (order_id, at, before, after, reason, actor)
           SELECT id, %s::timestamptz, status, 'confirmed', '', %s::text FROM moved""",
        [
            sql.array("uuid", [order.id for order in orders]),
            sql.array("text", [order.status for order in orders]),
            clock.now(),
            by.id,
        ],
    )
    assert moved.touched == len(orders), "the orders were locked"
