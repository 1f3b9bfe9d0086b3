"""What happened to an order. `lines` are (sku, variant id, quantity). No contact data: the feed goes to partners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event
from duken.kernel.money import Money

Lines = tuple[tuple[str, UUID, int], ...]


@dataclass(frozen=True, slots=True)
class OrderPlaced(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    number: str
    channel: str
    method: str
    location_id: UUID
    payment_method: str
    total: Money
    lines: Lines


@dataclass(frozen=True, slots=True)
class RepeatNoticed(Event):
    """Two attempts look like one intent; told of both orders. `how`: refused (asked, and no second was placed),
    confirmed (asked, and another was meant), unasked (by somebody who may not know of the first: staff see both)."""

    aggregate: ClassVar[str] = "order"
    order_id: UUID
    how: str
    is_second: bool
    other_id: UUID | None
    other_number: str


@dataclass(frozen=True, slots=True)
class RepeatDecided(Event):
    """A person has looked at two orders that look like one intent: they are the `same`, and one is cancelled, or
    `different`. Told of both."""

    aggregate: ClassVar[str] = "order"
    order_id: UUID
    answer: str
    other_id: UUID
    other_number: str


@dataclass(frozen=True, slots=True)
class OrderImported(Event):
    """A sale that happened before or elsewhere was recorded. Nothing is to be picked."""

    aggregate: ClassVar[str] = "order"
    order_id: UUID
    number: str
    channel: str
    location_id: UUID
    total: Money


@dataclass(frozen=True, slots=True)
class OrderSold(Event):
    """Sold over a counter: paid and handed over in one. `sold_at` is by the clock of the till, which may have been
    without a network since; `tenders` are (method, amount in minor units)."""

    aggregate: ClassVar[str] = "order"
    order_id: UUID
    number: str
    channel: str
    location_id: UUID
    sold_at: datetime
    total: Money
    lines: Lines
    tenders: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class OrderConfirmed(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    location_id: UUID
    method: str


@dataclass(frozen=True, slots=True)
class OrderLineCut(Event):
    """Fewer of a line will come than were ordered: short picked, or changed by a person."""

    aggregate: ClassVar[str] = "order"
    order_id: UUID
    sku: str
    variant_id: UUID
    quantity: int
    left: int
    reason: str
    total: Money


@dataclass(frozen=True, slots=True)
class OrderCancelled(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    location_id: UUID
    reason: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class OrderFulfilled(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    location_id: UUID
    total: Money
    lines: Lines
