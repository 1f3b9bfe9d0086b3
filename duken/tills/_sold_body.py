"""What entries about receipts and collected orders say, read strictly (frontend/till/protocol.ts)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from duken.kernel.refusals import InvalidField
from duken.tills._bodies import MOST, Above, Amount, Code, read_body

Quantity = Annotated[int, Meta(ge=1, le=10**9)]
Points = Annotated[int, Meta(ge=0, le=10**9)]
Words = Annotated[str, Meta(max_length=500, pattern="^[^\x00]*$")]
Short = Annotated[str, Meta(max_length=200, pattern="^[^\x00]*$")]
Rate = Annotated[str, Meta(pattern=r"^0(\.[0-9]{1,5})?$|^[1-9](\.[0-9]{1,5})?$")]
Position = Annotated[int, Meta(ge=0, le=10_000)]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$")]
Number = Annotated[str, Meta(min_length=1, max_length=80, pattern="^[^\x00]*$")]
Method = Literal["cash", "card", "gift_card", "store_credit", "original"]


class LineBody(msgspec.Struct, frozen=True):
    id: UUID
    variant: UUID
    sku: Short
    title: Words
    quantity: Quantity
    unit_price_minor: Above
    subtotal_minor: Above
    discount_minor: Above
    total_minor: Above
    tax_minor: Above
    tax_rate: Rate


class ReturnedBody(msgspec.Struct, frozen=True):
    order_line: UUID | None
    variant: UUID
    sku: Short
    quantity: Quantity
    amount_minor: Above
    condition: Literal["good", "opened", "damaged"]
    restock: bool
    reason: Words
    approved_by: Code | None


class DiscountBody(msgspec.Struct, frozen=True):
    code: Code
    amount_minor: Above
    line_positions: Annotated[list[Position], Meta(max_length=1_000)] | None
    reason: Words
    approved_by: Code | None


class TenderBody(msgspec.Struct, frozen=True):
    id: UUID
    method: Method
    amount_minor: Amount
    reference: Words


class SoldBody(msgspec.Struct, frozen=True):
    number: Number
    currency: Currency
    language: Code
    customer: UUID | None
    cart: UUID | None
    lines: Annotated[list[LineBody], Meta(max_length=1_000)]
    returned: Annotated[list[ReturnedBody], Meta(max_length=1_000)]
    coupons: Annotated[list[Short], Meta(max_length=100)]
    points: Points
    points_minor: Above
    discounts: Annotated[list[DiscountBody], Meta(max_length=1_000)]
    promotions: Annotated[list[Short], Meta(max_length=1_000)]
    subtotal_minor: Above
    discount_minor: Above
    tax_minor: Above
    added_tax_minor: Above
    includes_tax: bool
    rounding_minor: Annotated[int, Meta(ge=-100_000, le=100_000)]
    total_minor: Amount
    returned_minor: Above
    net_minor: Amount
    tenders: Annotated[list[TenderBody], Meta(max_length=100)]
    known_until: Annotated[int, Meta(ge=0, le=MOST)] = 0


class CollectedBody(msgspec.Struct, frozen=True):
    order: UUID
    number: Number
    is_handed_over: bool
    code: Code
    currency: Currency
    tenders: Annotated[list[TenderBody], Meta(max_length=100)]


def read_sold(said: Mapping[str, Any]) -> SoldBody:
    """Raises InvalidField; also for sums that nobody takes over a counter: they would fill up accounts of the shop that
    every other sale goes through."""
    body = read_body(said, SoldBody)
    for name in ("subtotal_minor", "total_minor", "tax_minor"):
        if sum(getattr(line, name) for line in body.lines) > MOST:
            raise InvalidField(f"lines.{name}", "beyond what a receipt may come to")
    if sum(line.amount_minor for line in body.returned) > MOST:
        raise InvalidField("returned", "beyond what a receipt may come to")
    _refuse_beyond_counting(body.tenders)
    return body


def read_collected(said: Mapping[str, Any]) -> CollectedBody:
    """Raises InvalidField, as `read_sold`."""
    body = read_body(said, CollectedBody)
    _refuse_beyond_counting(body.tenders)
    return body


def _refuse_beyond_counting(tenders: Sequence[TenderBody]) -> None:
    if sum(abs(tender.amount_minor) for tender in tenders) > MOST:
        raise InvalidField("tenders", "beyond what a receipt may come to")
