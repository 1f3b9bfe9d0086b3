"""What the office sees of what was sold and handed over at tills."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.access.names import actor_names
from duken.kernel.actor import Actor
from duken.tills.models import Entry


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
