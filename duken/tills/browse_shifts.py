"""What the office sees of shifts: their drawers, and their reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from duken.access.names import actor_names
from duken.kernel.actor import Actor
from duken.tills._in_my_stores import in_my_stores
from duken.tills.errors import ShiftMissing
from duken.tills.models import Shift


class ShiftSeen(NamedTuple):
    """Amounts in minor units. `expected_minor` by the books; `difference_minor`: counted less that; None while open."""

    id: UUID
    till_id: UUID
    till_code: str
    location_id: UUID
    currency: str
    number: int
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str
    float_minor: int
    counted_minor: int | None
    expected_minor: int | None
    difference_minor: int | None
    late_minor: int
    note: str
    counted: Mapping[str, int]
    report: Mapping[str, Any]
    books: Mapping[str, Any]


def shifts(*, till_id: UUID | None = None, limit: int = 50, by: Actor) -> list[ShiftSeen]:
    """Newest first."""
    by.require("tills.read")
    found = in_my_stores(Shift.objects.select_related("till").order_by("-opened_at"), by)
    return _seen(found.filter(till_id=till_id) if till_id else found, limit)


def shift(shift_id: UUID, *, by: Actor) -> ShiftSeen:
    """Raises ShiftMissing."""
    by.require("tills.read")
    found = _seen(in_my_stores(Shift.objects.select_related("till").filter(pk=shift_id), by), 1)
    if not found:
        raise ShiftMissing
    return found[0]


def _seen(found: QuerySet[Shift], limit: int) -> list[ShiftSeen]:
    rows = list(found[:limit])
    people = {person for row in rows for person in (row.opened_by, row.closed_by) if person}
    names = actor_names(f"staff:{person}" for person in people)
    return [
        ShiftSeen(
            row.id,
            row.till_id,
            row.till.code,
            row.location_id,
            row.currency,
            row.number,
            row.opened_at,
            names.get(f"staff:{row.opened_by}", ""),
            row.closed_at,
            names.get(f"staff:{row.closed_by}", ""),
            row.float_minor,
            row.counted_minor,
            row.expected_minor,
            None if row.counted_minor is None else row.counted_minor - (row.expected_minor or 0),
            row.late_minor,
            row.note,
            row.counted or {},
            row.report or {},
            row.books or {},
        )
        for row in rows
    ]
