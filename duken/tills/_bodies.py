"""What entries about shifts and cash say, read strictly. Fields that this version does not know are passed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from duken.kernel.refusals import InvalidField

MOST = 10**13
Amount = Annotated[int, Meta(ge=-MOST, le=MOST)]
Above = Annotated[int, Meta(ge=0, le=MOST)]
Pieces = Annotated[int, Meta(ge=0, le=10**9)]
Text = Annotated[str, Meta(max_length=200, pattern="^[^\x00]*$")]
Code = Annotated[str, Meta(max_length=40, pattern="^[^\x00]*$")]
Counted = Annotated[dict[Annotated[str, Meta(pattern="^[0-9]{1,13}$")], Pieces], Meta(max_length=100)]
T = TypeVar("T")


class ShiftOpenedBody(msgspec.Struct, frozen=True):
    float_minor: Above
    counted: Counted


class CashMovedBody(msgspec.Struct, frozen=True):
    amount_minor: Amount
    reason: Code
    note: Text = ""
    approved_by: Code | None = None


class DrawerOpenedBody(msgspec.Struct, frozen=True):
    reason: Code


class ReportBody(msgspec.Struct, frozen=True):
    """X or Z, as docs/reference/till.md adds it up."""

    currency: Code
    number: Above
    receipts: Above
    sales_minor: Amount
    returns_minor: Amount
    discounts_minor: Amount
    tax_minor: Amount
    rounding_minor: Amount
    by_tender: Annotated[dict[Code, Amount], Meta(max_length=20)]
    float_minor: Amount
    cash_in_minor: Amount
    cash_out_minor: Amount
    expected_minor: Amount


class ShiftClosedBody(msgspec.Struct, frozen=True):
    counted: Counted
    counted_minor: Above
    report: ReportBody
    note: Text = ""
    approved_by: Code | None = None


def read_body(body: Mapping[str, Any], shape: type[T]) -> T:
    """Raises InvalidField."""
    try:
        return msgspec.convert(body, shape)
    except msgspec.ValidationError as wrong:
        problem, _, where = str(wrong).partition(" - at `$.")
        raise InvalidField(where.rstrip("`"), problem) from None
