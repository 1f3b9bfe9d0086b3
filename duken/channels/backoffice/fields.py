"""Numbers and moments as people type them into a form, ids as pages send them. Each raises InvalidField naming the
field, but `maybe_id`."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID
from zoneinfo import ZoneInfo

from duken.kernel.refusals import InvalidField

_SPACES = re.compile(r"\s")
_BIGGEST = Decimal(10) ** 12


def whole(field: str, text: str) -> int:
    """A count from 0 to 999,999,999: 12, 1 250."""
    digits = _said(field, text)
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        raise InvalidField(field, "not_a_whole_number", text)
    return int(digits)


def decimal(field: str, text: str) -> Decimal:
    """12.50, 12,50, 1 250; up to a million million either way."""
    try:
        found = Decimal(_said(field, text).replace(",", ".")[:20])
    except InvalidOperation:
        raise InvalidField(field, "not_a_number", text) from None
    if not found.is_finite() or abs(found) > _BIGGEST:
        raise InvalidField(field, "out_of_range", text)
    return found


def _said(field: str, text: str) -> str:
    """Without its spaces; raises when nothing is left."""
    if not (said := _SPACES.sub("", text)):
        raise InvalidField(field, "empty")
    return said


def moment(field: str, text: str, timezone: str) -> datetime | None:
    """The wall clock of that timezone, to the minute, as browsers send it; None when left empty."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text[:16]).replace(tzinfo=ZoneInfo(timezone))
    except ValueError:
        raise InvalidField(field, "not_a_date", text) from None


def an_id(text: str) -> UUID:
    found = maybe_id(text)
    if found is None:
        raise InvalidField("id", "not_understood", text)
    return found


def maybe_id(text: str | None) -> UUID | None:
    """None for what is none."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
