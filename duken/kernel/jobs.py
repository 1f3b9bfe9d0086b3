"""Jobs: how deliveries travel to the worker. Procrastinate keeps the queue, wakes the worker and tries again.

A job carries the events of one lane: what belongs to one aggregate always takes the same lane, and a lane is worked
off in order. What fails is set apart and travels alone from then on, so it never holds up its neighbours.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, cast
from uuid import UUID
from zlib import crc32

from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from duken.kernel import sql

TOGETHER, ALONE = "duken.deliver_together", "duken.deliver_alone"
LANES = 4
LOAD = 100  # events a job carries at most
TRIES = 12
LONGEST_PAUSE_SECONDS = 600
LATER_SECONDS = 5  # when the job of what is delivered at once begins, should nobody have delivered it by then


class Load(NamedTuple):
    """One job and what it carries."""

    job_id: int
    reaction: str
    events: Sequence[UUID]


def lane(aggregate_id: str) -> int:
    return crc32(aggregate_id.encode()) % LANES


def defer_together(loads: Mapping[tuple[str, int], Sequence[UUID]], *, later: Collection[str] = ()) -> list[Load]:
    """One job for each (reaction, lane), in the caller's transaction; those of reactions in `later` begin later."""
    parts = [
        (reaction, number, events[start : start + LOAD])
        for (reaction, number), events in loads.items()
        for start in range(0, len(events), LOAD)
    ]
    jobs = app.job_manager.batch_defer_jobs([_job(*part, waits=part[0] in later) for part in parts])
    return [Load(cast(int, job.id), reaction, part) for job, (reaction, _, part) in zip(jobs, parts, strict=True)]


def _job(reaction: str, number: int, events: Sequence[UUID], *, waits: bool) -> Job:
    wait = {"seconds": LATER_SECONDS} if waits else None
    task = app.configure_task(TOGETHER, lock=f"{reaction}/{number}", schedule_in=wait)
    return task.make_new_job(reaction=reaction, events=[str(event) for event in events])


def forget(loads: Sequence[Load]) -> None:
    """What they carried has been delivered; a job that has begun meanwhile finds nothing to do."""
    sql.ask(
        "DELETE FROM procrastinate_jobs WHERE id = ANY(ARRAY(SELECT unnest(%s::bigint[]))) AND status = 'todo'",
        [sql.array("bigint", [load.job_id for load in loads])],
    )


def defer_alone(reaction: str, event_id: UUID, *, aggregate_id: str, in_seconds: int = 0) -> None:
    """One event to one reaction; others of the same aggregate set apart wait behind it."""
    task = app.configure_task(
        ALONE, lock=f"{reaction}:{aggregate_id}", schedule_in={"seconds": in_seconds} if in_seconds else None
    )
    task.defer(reaction=reaction, event=str(event_id))


def pause_seconds(attempts: int) -> int:
    """How long to wait after so many attempts: 2, 4, 8 … up to ten minutes."""
    return min(2**attempts, LONGEST_PAUSE_SECONDS)
