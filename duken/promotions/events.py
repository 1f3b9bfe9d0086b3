"""What happened to promotions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event


@dataclass(frozen=True, slots=True)
class PromotionSaved(Event):
    aggregate: ClassVar[str] = "promotion"
    privileged: ClassVar[str] = "promotions.write"
    promotion_id: UUID
    code: str
    version: int


@dataclass(frozen=True, slots=True)
class PromotionStatusChanged(Event):
    aggregate: ClassVar[str] = "promotion"
    privileged: ClassVar[str] = "promotions.write"
    promotion_id: UUID
    code: str
    status: str


@dataclass(frozen=True, slots=True)
class CouponsIssued(Event):
    """The codes themselves are worth money and stay out of the feed."""

    aggregate: ClassVar[str] = "promotion"
    privileged: ClassVar[str] = "promotions.write"
    promotion_id: UUID
    batch: str
    count: int
