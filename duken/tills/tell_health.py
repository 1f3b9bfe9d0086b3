"""How a device is, as it says itself, each time it speaks to us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.tills.models import Till
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


@dataclass(frozen=True, slots=True)
class Standing:
    """What the server has of the till's journal, and the time by its own clock."""

    now: datetime
    next_sequence: int
    head: str


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
    sequence, head = Till.objects.values_list("sequence", "head").get(pk=till_id)
    return Standing(now, sequence + 1, head)
