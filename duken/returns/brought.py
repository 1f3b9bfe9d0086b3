"""What a customer brought back to a counter, and how the money went: plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from duken.ledger.entries import Account, Post

GOOD, OPENED, DAMAGED = "good", "opened", "damaged"


class BroughtLine(NamedTuple):
    """So many of a variant, of the order line they were sold with (None: without a receipt), and what was given for
    them all."""

    order_line_id: UUID | None
    variant_id: UUID
    sku: str
    quantity: int
    amount_minor: int
    condition: str = GOOD
    is_restocked: bool = True
    reason: str = ""
    approved_by: str = ""

    @property
    def is_for_sale(self) -> bool:
        """Back on the shelf; else it lies with the damaged."""
        return self.is_restocked and self.condition != DAMAGED


class Way(NamedTuple):
    """Money that went back: `amount_minor` (above zero) out of `source`, with what follows from it (`moves`).

    No source: back through the payment `payment_id`, the way it came. `cards` are whose credit it became.
    """

    id: UUID
    method: str
    amount_minor: int
    source: Account | None = None
    payment_id: UUID | None = None
    moves: tuple[Post, ...] = ()
    cards: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """One receipt's return. `key` says it once for ever; `rounding_minor`: what cash made of it, above zero for us."""

    key: str
    number: str
    channel: str
    location_id: UUID
    till_id: UUID
    at: datetime
    currency: str
    lines: tuple[BroughtLine, ...]
    ways: tuple[Way, ...] = ()
    customer_id: UUID | None = None
    rounding_minor: int = 0

    @property
    def total_minor(self) -> int:
        return sum(line.amount_minor for line in self.lines)


class Amiss(NamedTuple):
    """What does not agree with the sale: `kind` is return (goods or their worth) or refund (where the money went)."""

    kind: str
    amount_minor: int
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TakenBack:
    return_id: UUID
    amiss: tuple[Amiss, ...] = ()
    repeated: bool = False
