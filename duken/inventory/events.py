"""What happened to stock. `lines` are (variant id, quantity)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event

Lines = tuple[tuple[UUID, int], ...]


@dataclass(frozen=True, slots=True)
class StockReceived(Event):
    aggregate: ClassVar[str] = "stock_paper"
    receipt_id: UUID
    location_id: UUID
    lines: Lines


@dataclass(frozen=True, slots=True)
class StockAdjusted(Event):
    aggregate: ClassVar[str] = "stock_paper"
    privileged: ClassVar[str] = "inventory.adjust"
    adjustment_id: UUID
    location_id: UUID
    reason: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class StockAllotted(Event):
    aggregate: ClassVar[str] = "stock_paper"
    privileged: ClassVar[str] = "inventory.allot"
    allotment_id: UUID
    location_id: UUID
    channel: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class TransferDispatched(Event):
    aggregate: ClassVar[str] = "stock_transfer"
    transfer_id: UUID
    from_location_id: UUID
    to_location_id: UUID
    lines: Lines


@dataclass(frozen=True, slots=True)
class TransferReceived(Event):
    aggregate: ClassVar[str] = "stock_transfer"
    transfer_id: UUID
    to_location_id: UUID
    lines: Lines
    missing: Lines


@dataclass(frozen=True, slots=True)
class CountStarted(Event):
    aggregate: ClassVar[str] = "stock_count"
    count_id: UUID
    location_id: UUID


@dataclass(frozen=True, slots=True)
class CountClosed(Event):
    aggregate: ClassVar[str] = "stock_count"
    count_id: UUID
    location_id: UUID
    differences: Lines


@dataclass(frozen=True, slots=True)
class SafetyStockSet(Event):
    aggregate: ClassVar[str] = "location"
    privileged: ClassVar[str] = "inventory.allot"
    location_id: UUID
    lines: Lines
