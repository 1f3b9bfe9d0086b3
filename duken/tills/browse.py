"""What the office looks at: tills and how they are, shifts and their reports, receipts as they come, differences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, QuerySet

from duken.access.names import actor_names
from duken.kernel.actor import Actor
from duken.tills.errors import ShiftMissing, TillMissing
from duken.tills.limits import Limits, limits_of
from duken.tills.models import Difference, Entry, Shift, Till
from duken.tills.save_till import TillDraft


class TillSeen(NamedTuple):
    """A till and its device as it last spoke. `shift_since`: when its open shift began."""

    id: UUID
    code: str
    name: str
    location_id: UUID
    has_device: bool
    device_name: str
    seen_at: datetime | None
    version: str
    unsynced: int
    oldest_unsynced_at: datetime | None
    is_persisted: bool | None
    clock_ahead_seconds: int
    shift_since: datetime | None
    differences: int


class TillChosen(NamedTuple):
    """A till with what its owner chose."""

    seen: TillSeen
    channel: str
    draft: TillDraft
    limits: Limits


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


class ReceiptSeen(NamedTuple):
    """A receipt or a collected order. `at` by the till's clock, `recorded_at` by ours."""

    id: UUID
    kind: str
    number: str
    order_number: str
    till_code: str
    location_id: UUID
    at: datetime
    recorded_at: datetime
    cashier: str
    net_minor: int
    currency: str
    is_late: bool


class DifferenceSeen(NamedTuple):
    id: UUID
    kind: str
    till_code: str
    location_id: UUID
    number: str
    amount_minor: int
    currency: str
    facts: Mapping[str, Any]
    found_at: datetime
    settled_at: datetime | None
    settled_by: str
    answer: str


def tills(*, by: Actor) -> list[TillSeen]:
    """All tills of one's stores, by code. Two statements."""
    by.require("tills.read")
    return _seen(_in_my_stores(Till.objects.all(), by))


def till_chosen(till_id: UUID, *, by: Actor) -> TillChosen:
    """Raises TillMissing."""
    by.require("tills.read")
    found = _in_my_stores(Till.objects.filter(pk=till_id), by)
    till = found.first()
    if till is None:
        raise TillMissing
    draft = TillDraft(
        till.name,
        till.drawer_of_id,
        till.printer,
        till.terminal,
        tuple(till.favourites),
        till.limits,
        till.receipt_header,
        till.receipt_footer,
    )
    return TillChosen(_seen(found)[0], till.channel_code, draft, limits_of(till.limits))


def shifts(*, till_id: UUID | None = None, limit: int = 50, by: Actor) -> list[ShiftSeen]:
    """Newest first."""
    by.require("tills.read")
    found = _in_my_stores(Shift.objects.select_related("till").order_by("-opened_at"), by)
    return _shifts(found.filter(till_id=till_id) if till_id else found, limit)


def shift(shift_id: UUID, *, by: Actor) -> ShiftSeen:
    """Raises ShiftMissing."""
    by.require("tills.read")
    found = _shifts(_in_my_stores(Shift.objects.select_related("till").filter(pk=shift_id), by), 1)
    if not found:
        raise ShiftMissing
    return found[0]


def receipts(*, shift_id: UUID | None = None, limit: int = 50, by: Actor) -> list[ReceiptSeen]:
    """What was sold and handed over at tills, as it reached the server, newest first; of one shift all."""
    by.require("tills.read")
    found = (
        Entry.objects.select_related("till")
        .filter(kind__in=("sold", "collected"))
        .order_by("-recorded_at", "-sequence")
    )
    if by.stores is not None:
        found = found.filter(till__location_id__in=by.stores)
    if shift_id is not None:
        found = found.filter(booked_shift_id=shift_id)
    entries = list(found[:limit])
    names = actor_names(f"staff:{entry.cashier}" for entry in entries)
    return [
        ReceiptSeen(
            entry.id,
            entry.kind,
            entry.number,
            entry.order_number,
            entry.till.code,
            entry.till.location_id,
            entry.at,
            entry.recorded_at,
            names.get(f"staff:{entry.cashier}", ""),
            entry.net_minor,
            str(entry.body.get("currency", "")),
            entry.is_late,
        )
        for entry in entries
    ]


def differences(*, settled: bool = False, limit: int = 100, by: Actor) -> list[DifferenceSeen]:
    """Those that wait for a person, or those that were settled; newest first."""
    by.require("tills.read")
    found = _in_my_stores(Difference.objects.select_related("till"), by).filter(settled_at__isnull=not settled)
    rows = list(found.order_by("-settled_at" if settled else "-found_at")[:limit])
    numbers = dict(
        Entry.objects.filter(pk__in=[row.entry_id for row in rows if row.entry_id]).values_list("pk", "number")
    )
    names = actor_names(row.settled_by for row in rows if row.settled_by)
    return [
        DifferenceSeen(
            row.id,
            row.kind,
            row.till.code,
            row.location_id,
            numbers.get(row.entry_id, "") if row.entry_id else "",
            row.amount_minor,
            row.currency,
            row.facts,
            row.found_at,
            row.settled_at,
            names.get(row.settled_by, ""),
            row.answer,
        )
        for row in rows
    ]


def _in_my_stores(found: QuerySet[Any], by: Actor) -> QuerySet[Any]:
    return found if by.stores is None else found.filter(location_id__in=by.stores)


def _seen(found: QuerySet[Till]) -> list[TillSeen]:
    tills = list(found.order_by("code"))
    ids = [till.pk for till in tills]
    since = dict(Shift.objects.filter(till__in=ids, closed_at=None).values_list("till_id", "opened_at"))
    waiting = dict(
        Difference.objects.filter(till__in=ids, settled_at=None).values_list("till_id").annotate(Count("pk"))
    )
    return [
        TillSeen(
            till.pk,
            till.code,
            till.name,
            till.location_id,
            bool(till.key_prefix),
            till.device_name,
            till.seen_at,
            till.version,
            till.unsynced,
            till.oldest_unsynced_at,
            till.is_persisted,
            till.clock_ahead_seconds,
            since.get(till.pk),
            waiting.get(till.pk, 0),
        )
        for till in tills
    ]


def _shifts(found: QuerySet[Shift], limit: int) -> list[ShiftSeen]:
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
