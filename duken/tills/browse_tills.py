"""What the office sees of tills: their devices and how they are, and what their owner chose."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, QuerySet

from duken.kernel.actor import Actor
from duken.tills._in_my_stores import in_my_stores
from duken.tills.errors import TillMissing
from duken.tills.limits import Limits, limits_of
from duken.tills.models import Difference, Shift, Till
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


def tills(*, by: Actor) -> list[TillSeen]:
    """All tills of one's stores, by code. Two statements."""
    by.require("tills.read")
    return _seen(in_my_stores(Till.objects.all(), by))


def till_chosen(till_id: UUID, *, by: Actor) -> TillChosen:
    """Raises TillMissing."""
    by.require("tills.read")
    found = in_my_stores(Till.objects.filter(pk=till_id), by)
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
