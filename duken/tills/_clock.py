"""The clock of a till, as its entries tell it: prices and promotions are those of the moment it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from duken.tills._recording import Found, Outcome
from duken.tills.journal import JournalEntry

TOLERATED = timedelta(minutes=10)  # clocks of devices wander, and are set right


def check_clock(
    entries: Sequence[JournalEntry], outcomes: Sequence[Outcome], *, before: datetime | None, now: datetime
) -> None:
    """Adds to `outcomes` what was written down later than now, or long before what the till had written `before`."""
    for entry, outcome in zip(entries, outcomes, strict=True):
        if entry.at > now + TOLERATED:
            outcome.differences.append(Found("clock", facts={"at": entry.at, "now": now}))
        elif before is not None and entry.at < before - TOLERATED:
            outcome.differences.append(Found("clock", facts={"at": entry.at, "after": before}))
        before = entry.at
