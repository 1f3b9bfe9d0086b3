"""What happened to a return. `lines` are (sku, variant id, quantity, order line id or None)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event
from duken.kernel.money import Money


@dataclass(frozen=True, slots=True)
class GoodsTakenBack(Event):
    """A customer brought goods back to a counter, and got their money or other goods."""

    aggregate: ClassVar[str] = "return"
    return_id: UUID
    number: str
    channel: str
    location_id: UUID
    total: Money
    lines: tuple[tuple[str, UUID, int, UUID | None], ...]


@dataclass(frozen=True, slots=True)
class ReturnImported(Event):
    """A return that happened before or elsewhere was recorded."""

    aggregate: ClassVar[str] = "return"
    return_id: UUID
    number: str
    channel: str
    location_id: UUID
    total: Money
    lines: tuple[tuple[str, UUID, int, UUID | None], ...]
