"""Two clocks: ours and the database's. What ends something by time waits until both say so, for either may be wrong."""

from __future__ import annotations

from datetime import datetime

from duken.kernel import clock, sql


def surely_now() -> datetime:
    """The earlier of the two: a machine whose clock has jumped ahead ends nothing early; one that is behind waits."""
    return min(clock.now(), database_now())


def database_now() -> datetime:
    [(now,)] = sql.rows("SELECT clock_timestamp()")
    return now
