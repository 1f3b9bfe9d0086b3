"""What the office sees of what tills and the books disagree about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from duken.access.names import actor_names
from duken.kernel.actor import Actor
from duken.tills._in_my_stores import in_my_stores
from duken.tills.models import Difference, Entry


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


def differences(*, settled: bool = False, limit: int = 100, by: Actor) -> list[DifferenceSeen]:
    """Those that wait for a person, or those that were settled; newest first."""
    by.require("tills.read")
    found = in_my_stores(Difference.objects.select_related("till"), by).filter(settled_at__isnull=not settled)
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
