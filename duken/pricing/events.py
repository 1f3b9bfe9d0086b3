"""What happened to prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event


@dataclass(frozen=True, slots=True)
class PriceListSaved(Event):
    aggregate: ClassVar[str] = "price_list"
    privileged: ClassVar[str] = "pricing.write"
    price_list_id: UUID
    code: str


@dataclass(frozen=True, slots=True)
class PricesChanged(Event):
    """One for a whole batch; the rows are in the price history under `batch_id`."""

    aggregate: ClassVar[str] = "price_batch"
    privileged: ClassVar[str] = "pricing.write"
    batch_id: UUID
    price_lists: tuple[str, ...]
    changed: int
    undoes: UUID | None = None
