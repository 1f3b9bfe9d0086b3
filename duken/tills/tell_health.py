"""How a device is, as it says itself, each time it speaks to us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.tills.models import Shift, Till
from duken.tills.reads import till_of


@dataclass(frozen=True, slots=True)
class Health:
    """`clock` is the time the device thinks it is; `is_persisted`: its browser has promised to keep the journal."""

    version: str
    unsynced: int
    oldest_unsynced_at: datetime | None
    last_sequence: int
    is_persisted: bool
    clock: datetime


class SharedDrawer(NamedTuple):
    """Of another till, whose money this one takes too. `shift_id` None: it is not open there."""

    till_name: str
    shift_id: UUID | None = None
    opened_at: datetime | None = None
    float_minor: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What the server has of the till's journal, and the time by its own clock. `drawer` None: it has its own."""

    now: datetime
    next_sequence: int
    head: str
    drawer: SharedDrawer | None = None


def tell_health(said: Health, *, by: Actor) -> Standing:
    """Write it down. Raises NoTill."""
    by.require("tills.sell")
    till_id, now = till_of(by).id, clock.now()
    Till.objects.filter(pk=till_id).update(
        seen_at=now,
        version=said.version,
        unsynced=said.unsynced,
        oldest_unsynced_at=said.oldest_unsynced_at,
        told_sequence=said.last_sequence,
        is_persisted=said.is_persisted,
        clock_ahead_seconds=max(-(10**9), min(10**9, round((said.clock - now).total_seconds()))),
    )
    till = Till.objects.select_related("drawer_of").get(pk=till_id)
    return Standing(now, till.sequence + 1, till.head, _shared(till.drawer_of) if till.drawer_of else None)


def _shared(owner: Till) -> SharedDrawer:
    """Its newest open shift, once its own till has told of it."""
    found = Shift.objects.filter(till=owner, closed_at=None, is_announced=True).order_by("opened_at", "pk").last()
    return SharedDrawer(owner.name, found.pk, found.opened_at, found.float_minor) if found else SharedDrawer(owner.name)
