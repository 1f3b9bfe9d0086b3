"""One fulfilment with its lines and shortages, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple, NewType
from uuid import UUID

from duken.fulfilment.errors import FulfilmentMissing
from duken.fulfilment.hand_over import digits
from duken.fulfilment.models import Fulfilment, Line, Shortage
from duken.fulfilment.states import ON_THE_BOARD
from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.orders.reads import order

FulfilmentId = NewType("FulfilmentId", UUID)


@dataclass(frozen=True, slots=True)
class LineRead:
    id: UUID
    order_line_id: UUID
    position: int
    variant_id: UUID
    sku: str
    title: str
    wanted: int
    picked: int
    short: int

    @property
    def left(self) -> int:
        return self.wanted - self.picked - self.short


@dataclass(frozen=True, slots=True)
class FulfilmentRead:
    """`lines` are in the order of the order; times are UTC, None until it has happened."""

    id: UUID
    order_id: UUID
    order_number: str
    channel: str
    location_id: UUID
    method: str
    status: str
    requested_at: datetime
    acknowledge_by: datetime | None
    ready_by: datetime | None
    delivery_by: date | None
    acknowledged_at: datetime | None
    acknowledged_by: str
    picking_at: datetime | None
    picked_by: str
    ready_at: datetime | None
    arrived_at: datetime | None
    bay: str
    handed_over_at: datetime | None
    handed_over_by: str
    tracking: str
    delivered_at: datetime | None
    cancelled_at: datetime | None
    put_back_at: datetime | None
    codes_refused_until: datetime | None
    lines: tuple[LineRead, ...] = ()

    @property
    def units(self) -> int:
        return sum(line.wanted for line in self.lines)

    @property
    def units_picked(self) -> int:
        return sum(line.picked for line in self.lines)

    @property
    def units_left(self) -> int:
        return sum(line.left for line in self.lines)


@dataclass(frozen=True, slots=True)
class ShortageRead:
    sku: str
    title: str
    variant_id: UUID
    quantity: int
    reason: str
    found_at: datetime
    told_at: datetime | None
    answer: str


class Progress(NamedTuple):
    """What a customer may know of the work on their order."""

    status: str
    started_at: datetime | None
    ready_at: datetime | None
    arrived_at: datetime | None
    sent_at: datetime | None
    done_at: datetime | None
    tracking: str
    awaits_answer: bool


_FIELDS = tuple(name for name in FulfilmentRead.__dataclass_fields__ if name != "lines")
_LINE_FIELDS = tuple(LineRead.__dataclass_fields__)


def fulfilment(fulfilment_id: UUID, *, by: Actor) -> FulfilmentRead:
    """One with its lines, two statements. Raises FulfilmentMissing, also for another shop's."""
    row = Fulfilment.objects.filter(pk=fulfilment_id).values_list(*_FIELDS).first()
    if row is None:
        raise FulfilmentMissing
    found = FulfilmentRead(*row)
    if not by.may("fulfilment.read", store=found.location_id):
        raise FulfilmentMissing
    lines = Line.objects.filter(fulfilment_id=fulfilment_id).order_by("position").values_list(*_LINE_FIELDS)
    return replace(found, lines=tuple(LineRead(*line) for line in lines))


def fulfilment_with_code(code: str, *, location_id: UUID, by: Actor) -> UUID:
    """The open fulfilment of a shop by what a person shows: its collect code or its order number.

    Raises FulfilmentMissing; also when the code fits two orders: then the number must be asked for.
    """
    by.require("fulfilment.read", store=location_id)
    found = sql.rows(
        """SELECT f.id FROM fulfilment_fulfilment f JOIN orders_order o ON o.id = f.order_id
           WHERE f.location_id = %s AND f.status = ANY(%s) AND (f.order_number = upper(%s) OR o.collect_code = %s)
           LIMIT 2""",
        [location_id, list(ON_THE_BOARD), code.strip()[:40], digits(code) or "-"],
    )
    if len(found) != 1:
        raise FulfilmentMissing
    return UUID(str(found[0][0]))


def fulfilment_of_order(order_id: UUID, *, by: Actor) -> Progress | None:
    """How far the shop is with an order; None while it was not asked. Raises OrderMissing."""
    order(order_id, by=by)
    row = Fulfilment.objects.filter(order_id=order_id).first()
    if row is None:
        return None
    open_shortages = Shortage.objects.filter(fulfilment=row, answer="").exists()
    return Progress(
        row.status,
        row.picking_at,
        row.ready_at,
        row.arrived_at,
        row.handed_over_at if row.method == "delivery" else None,
        row.delivered_at if row.method == "delivery" else row.handed_over_at,
        row.tracking,
        open_shortages and row.status in ON_THE_BOARD,
    )


def fulfilments_of_orders(order_ids: Sequence[UUID], *, by: Actor) -> dict[UUID, tuple[UUID, str]]:
    """(fulfilment id, status) by order, for lists of orders; one statement."""
    by.require("fulfilment.read")
    found = Fulfilment.objects.filter(order_id__in=list(order_ids))
    rows = found.values_list("order_id", "id", "status", "location_id")
    return {order_id: (key, status) for order_id, key, status, place in rows if by.may("fulfilment.read", store=place)}


def shortages(order_id: UUID, *, by: Actor) -> list[ShortageRead]:
    """What was missing of an order, oldest first. Raises OrderMissing."""
    order(order_id, by=by)
    return shortages_of([order_id])[order_id]


def shortages_of(order_ids: Sequence[UUID]) -> dict[UUID, list[ShortageRead]]:
    """The same of many, one statement; the caller has asked permission."""
    found: dict[UUID, list[ShortageRead]] = {order_id: [] for order_id in order_ids}
    rows = Shortage.objects.filter(fulfilment__order_id__in=list(order_ids)).order_by("id")
    for order_id, *row in rows.values_list(
        "fulfilment__order_id",
        *("line__sku", "line__title", "line__variant_id", "quantity", "reason", "found_at", "told_at", "answer"),
    ):
        found[order_id].append(ShortageRead(*row))
    return found
