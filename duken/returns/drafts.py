"""What an import says about a return that has already happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReturnLineDraft:
    """`quantity` pieces of a SKU came back; for each `unit_price_minor` was paid back."""

    sku: str
    quantity: int
    unit_price_minor: int


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """`key` names the return in the system it comes from; `location` is a code; amounts in minor units.

    `delivery_minor` is postage paid back, `credit_minor` money without goods (a discount given afterwards).
    """

    key: str
    number: str
    channel: str
    location: str
    returned_at: datetime
    currency: str
    lines: tuple[ReturnLineDraft, ...] = ()
    customer_id: UUID | None = None
    delivery_minor: int = 0
    credit_minor: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """The answer to one draft. `without_receipt` pieces fitted no sale; `repeated`: the key was imported before."""

    return_id: UUID
    number: str
    total_minor: int
    matched: int = 0
    without_receipt: int = 0
    repeated: bool = False
