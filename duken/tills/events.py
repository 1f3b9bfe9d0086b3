"""What happened to tills. What was sold is told by the orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event
from duken.kernel.money import Money


@dataclass(frozen=True, slots=True)
class TillCreated(Event):
    aggregate: ClassVar[str] = "till"
    privileged: ClassVar[str] = "tills.manage"
    till_id: UUID
    code: str
    location_id: UUID


@dataclass(frozen=True, slots=True)
class TillEnrolled(Event):
    """A device is this till from now on."""

    aggregate: ClassVar[str] = "till"
    till_id: UUID
    location_id: UUID


@dataclass(frozen=True, slots=True)
class TillRevoked(Event):
    """The device's key opens nothing any more."""

    aggregate: ClassVar[str] = "till"
    privileged: ClassVar[str] = "tills.manage"
    till_id: UUID
    location_id: UUID


@dataclass(frozen=True, slots=True)
class TillChanged(Event):
    """What tills are told by their settings changed."""

    aggregate: ClassVar[str] = "till"
    privileged: ClassVar[str] = "tills.manage"
    till_id: UUID | None
    location_id: UUID
    what: str


@dataclass(frozen=True, slots=True)
class ShiftOpened(Event):
    aggregate: ClassVar[str] = "shift"
    shift_id: UUID
    till_id: UUID
    location_id: UUID


@dataclass(frozen=True, slots=True)
class CashMoved(Event):
    """Into the drawer, or out of it where the amount is below zero."""

    aggregate: ClassVar[str] = "shift"
    shift_id: UUID
    till_id: UUID
    location_id: UUID
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True)
class DrawerOpened(Event):
    """Without a sale."""

    aggregate: ClassVar[str] = "till"
    till_id: UUID
    location_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class ShiftClosed(Event):
    """`difference` is what was counted less what the books expected."""

    aggregate: ClassVar[str] = "shift"
    shift_id: UUID
    till_id: UUID
    location_id: UUID
    counted: Money
    difference: Money


@dataclass(frozen=True, slots=True)
class DifferenceFound(Event):
    aggregate: ClassVar[str] = "difference"
    difference_id: UUID
    till_id: UUID
    location_id: UUID
    kind: str


@dataclass(frozen=True, slots=True)
class DifferenceSettled(Event):
    aggregate: ClassVar[str] = "difference"
    privileged: ClassVar[str] = "tills.settle"
    difference_id: UUID
    till_id: UUID
    location_id: UUID
    kind: str
