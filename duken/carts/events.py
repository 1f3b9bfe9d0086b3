"""What happened to baskets that others may act upon. Every small change is in the basket's own story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event


@dataclass(frozen=True, slots=True)
class CartChangedChannel(Event):
    aggregate: ClassVar[str] = "cart"
    cart_id: UUID
    came_from: str
    went_to: str


@dataclass(frozen=True, slots=True)
class CartEdited(Event):
    """A basket that more than one device knows was changed; what was changed is in its story."""

    aggregate: ClassVar[str] = "cart"
    cart_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class CartAdopted(Event):
    """A basket got its person; `merged_from` is the nobody's basket that was poured into it."""

    aggregate: ClassVar[str] = "cart"
    cart_id: UUID
    customer_id: UUID
    merged_from: UUID | None


@dataclass(frozen=True, slots=True)
class CartOrdered(Event):
    aggregate: ClassVar[str] = "cart"
    cart_id: UUID
    order_id: UUID
