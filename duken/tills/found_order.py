"""An order as a till is told of it. The shapes are those of protocol.ts."""

from __future__ import annotations

from datetime import datetime

import msgspec


class PaymentOfOrder(msgspec.Struct, frozen=True):
    """How an order was paid, and what of it may go back the same way."""

    id: str
    method: str
    tender: str
    refundable_minor: int


class FoundLine(msgspec.Struct, frozen=True):
    """`returnable_minor` is what all `returnable` pieces are worth: shared from what was paid, and no more than money
    that went back without goods has left of it."""

    id: str
    variant: str
    sku: str
    title: str
    quantity: int
    unit: str
    per: int
    returnable: int
    returnable_minor: int
    picture: str


class FoundOrder(msgspec.Struct, frozen=True):
    """`why_not`: a word for why it cannot be collected here, "" where it can; the channel says it in a sentence."""

    id: str
    number: str
    channel: str
    status: str
    placed_at: datetime
    customer: str | None
    customer_name: str
    store: str
    currency: str
    total_minor: int
    due_minor: int
    can_collect: bool
    why_not: str
    payments: list[PaymentOfOrder]
    lines: list[FoundLine]
