"""Backlog: what is recorded but not told yet, what waits for the worker, what was given up."""

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


def dead_letters() -> int:
    """Deliveries that were given up: a person must look. Counted on the small index of what was not applied."""
    [(count,)] = sql.rows("SELECT count(*) FROM kernel_delivery WHERE applied_at IS NULL AND given_up_at IS NOT NULL")
    return int(count)


def jobs() -> dict[str, int]:
    """Jobs of the worker by status: todo, doing, failed."""
    counted = sql.rows(
        "SELECT status::text, count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1"
    )
    return {"todo": 0, "doing": 0, "failed": 0} | dict(counted)


def workers(*, alive_seconds: int) -> int:
    """Workers whose heart beat in the last seconds."""
    [(count,)] = sql.rows(
        "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)",
        [alive_seconds],
    )
    return int(count)
