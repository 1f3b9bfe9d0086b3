"""What happened in the shop for an order. The aggregate is the order: one story. No contact data, no staff names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event


@dataclass(frozen=True, slots=True)
class FulfilmentRequested(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID
    method: str
    ready_by: datetime | None


@dataclass(frozen=True, slots=True)
class FulfilmentAcknowledged(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID


@dataclass(frozen=True, slots=True)
class PickingStarted(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID


@dataclass(frozen=True, slots=True)
class ItemPicked(Event):
    """`picked` of the line are now in the basket; fewer than before when one was put back."""

    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID
    sku: str
    picked: int


@dataclass(frozen=True, slots=True)
class ItemShort(Event):
    """Promised, but not on the shelf: `quantity` fewer will come."""

    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID
    shortage_id: UUID
    sku: str
    variant_id: UUID
    quantity: int
    reason: str


@dataclass(frozen=True, slots=True)
class ShortageAnswered(Event):
    """The customer has decided about what is left: rest_wanted or order_cancelled."""

    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID
    answer: str


@dataclass(frozen=True, slots=True)
class FulfilmentReady(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID
    method: str


@dataclass(frozen=True, slots=True)
class FulfilmentReopened(Event):
    """It was called ready and is picked once more."""

    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID


@dataclass(frozen=True, slots=True)
class CustomerArrived(Event):
    """The customer waits outside, at `bay`."""

    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID
    bay: str


@dataclass(frozen=True, slots=True)
class OrderCollected(Event):
    """Handed over in the shop; `waited_seconds` since the customer said they were there."""

    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID
    waited_seconds: int | None


@dataclass(frozen=True, slots=True)
class OrderShipped(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID
    tracking: str


@dataclass(frozen=True, slots=True)
class OrderDelivered(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID


@dataclass(frozen=True, slots=True)
class FulfilmentCancelled(Event):
    """`units_to_put_back` lie in a basket and belong on the shelf."""

    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID
    units_to_put_back: int


@dataclass(frozen=True, slots=True)
class GoodsPutBack(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID


@dataclass(frozen=True, slots=True)
class AlertRaised(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    fulfilment_id: UUID
    location_id: UUID
    kind: str
