"""How many events are recorded but not told yet, and since when the oldest waits."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from duken.kernel import sql


class Backlog(NamedTuple):
    waiting: int
    oldest: datetime | None


def backlog() -> Backlog:
    """One statement on the small index of untold events."""
    [row] = sql.rows("SELECT count(*), min(happened_at) FROM kernel_event WHERE position IS NULL")
    return Backlog(*row)
