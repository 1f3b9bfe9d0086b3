"""What happened to somebody's points. The aggregate is the customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event


@dataclass(frozen=True, slots=True)
class PointsEarned(Event):
    aggregate: ClassVar[str] = "customer"
    customer_id: UUID
    programme: str
    points: int
    document: str


@dataclass(frozen=True, slots=True)
class PointsReturned(Event):
    """`taken` went back to the shop, `given` to the customer."""

    aggregate: ClassVar[str] = "customer"
    customer_id: UUID
    programme: str
    taken: int
    given: int
    document: str


@dataclass(frozen=True, slots=True)
class PointsEnded(Event):
    aggregate: ClassVar[str] = "customer"
    customer_id: UUID
    programme: str
    points: int


@dataclass(frozen=True, slots=True)
class PointsCorrected(Event):
    aggregate: ClassVar[str] = "customer"
    privileged: ClassVar[str] = "loyalty.correct"
    customer_id: UUID
    programme: str
    points: int


@dataclass(frozen=True, slots=True)
class TierChanged(Event):
    aggregate: ClassVar[str] = "customer"
    customer_id: UUID
    programme: str
    before: str
    after: str
