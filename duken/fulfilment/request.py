"""Request fulfilment: the shop is asked to pick confirmed orders. Plural and set-based."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from duken.fulfilment.events import FulfilmentRequested
from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.orders.reads import OrderRead, orders_with_ids
from duken.stores import hours
from duken.stores import reads as stores


@dataclass(frozen=True, slots=True)
class _Request:
    id: UUID
    order: OrderRead
    acknowledge_by: datetime | None


def request_fulfilments(order_ids: Sequence[UUID], *, by: Actor) -> int:
    """Put confirmed orders on the screen of their shop; answers how many are new there. Repeating adds nothing.

    An order that is not confirmed any more is left out. Six statements however many orders. How long the shop may
    take to see one counts only its open hours (R120).
    """
    by.require("orders.confirm")
    now = clock.now()
    wanted = [
        _Request(ids.new_id(), order, _acknowledge_by(order, now))
        for order in orders_with_ids(order_ids)
        if order.status == "confirmed" and any(line.quantity for line in order.lines)
    ]
    if not wanted:
        return 0
    with transaction.atomic():
        written = _write(wanted, now)
        new = [one for one in wanted if one.id in written]
        _write_lines(new)
        record(*(_requested(one) for one in new), by=by)
    return len(new)


def _acknowledge_by(order: OrderRead, now: datetime) -> datetime | None:
    place = stores.location(order.location_id)
    return hours.add_open_minutes(place.hours, now, place.acknowledge_minutes)


def _write(wanted: Sequence[_Request], now: datetime) -> set[UUID]:
    orders = [one.order for one in wanted]
    columns: dict[str, tuple[str, Sequence[object]]] = {
        "id": ("uuid", [one.id for one in wanted]),
        "order_id": ("uuid", [order.id for order in orders]),
        "order_number": ("text", [order.number for order in orders]),
        "channel": ("text", [order.channel for order in orders]),
        "location_id": ("uuid", [order.location_id for order in orders]),
        "method": ("text", [order.method for order in orders]),
        "requested_at": ("timestamptz", [now] * len(wanted)),
        "acknowledge_by": ("timestamptz", [one.acknowledge_by for one in wanted]),
        "ready_by": ("timestamptz", [order.ready_by for order in orders]),
        "delivery_by": ("date", [order.delivery_to for order in orders]),
        "status": ("text", ["requested"] * len(wanted)),
        "wrong_codes": ("smallint", [0] * len(wanted)),
    }
    for empty in ("acknowledged_by", "picked_by", "bay", "handed_over_by", "tracking"):
        columns[empty] = ("text", [""] * len(wanted))
    tail = "ON CONFLICT (order_id) DO NOTHING RETURNING id"
    return {row[0] for row in sql.insert_returning("fulfilment_fulfilment", columns, tail)}


def _write_lines(new: Sequence[_Request]) -> None:
    lines = [(one.id, line) for one in new for line in one.order.lines if line.quantity]
    if not lines:
        return
    sql.insert(
        "fulfilment_line",
        {
            "id": ("uuid", [ids.new_id() for _ in lines]),
            "fulfilment_id": ("uuid", [fulfilment for fulfilment, _ in lines]),
            "order_line_id": ("uuid", [line.id for _, line in lines]),
            "position": ("smallint", [line.position for _, line in lines]),
            "variant_id": ("uuid", [line.variant_id for _, line in lines]),
            "sku": ("text", [line.sku for _, line in lines]),
            "title": ("text", [line.title for _, line in lines]),
            "wanted": ("bigint", [line.quantity for _, line in lines]),
            "picked": ("bigint", [0] * len(lines)),
            "short": ("bigint", [0] * len(lines)),
        },
    )


def _requested(one: _Request) -> FulfilmentRequested:
    return FulfilmentRequested(one.order.id, one.id, one.order.location_id, one.order.method, one.order.ready_by)
