"""Jobs: how deliveries travel to the worker. Procrastinate keeps the queue, wakes the worker and tries again.

A job carries the events of one lane: what belongs to one aggregate always takes the same lane, and a lane is worked
off in order. What fails is set apart and travels alone from then on, so it never holds up its neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID
from zlib import crc32

from procrastinate.contrib.django import app

TOGETHER, ALONE = "duken.deliver_together", "duken.deliver_alone"
LANES = 4
LOAD = 100  # events a job carries at most
TRIES = 12
LONGEST_PAUSE_SECONDS = 600


def lane(aggregate_id: str) -> int:
    return crc32(aggregate_id.encode()) % LANES


def defer_together(loads: Mapping[tuple[str, int], Sequence[UUID]]) -> None:
    """One job for each (reaction, lane), in the caller's transaction."""
    for (reaction, number), events in loads.items():
        task = app.configure_task(TOGETHER, lock=f"{reaction}/{number}")
        parts = [events[start : start + LOAD] for start in range(0, len(events), LOAD)]
        task.batch_defer(*({"reaction": reaction, "events": [str(event) for event in part]} for part in parts))


def defer_alone(reaction: str, event_id: UUID, *, aggregate_id: str, in_seconds: int = 0) -> None:
    """One event to one reaction; others of the same aggregate set apart wait behind it."""
    task = app.configure_task(
        ALONE, lock=f"{reaction}:{aggregate_id}", schedule_in={"seconds": in_seconds} if in_seconds else None
    )
    task.defer(reaction=reaction, event=str(event_id))


def pause_seconds(attempts: int) -> int:
    """How long to wait after so many attempts: 2, 4, 8 … up to ten minutes."""
    return min(2**attempts, LONGEST_PAUSE_SECONDS)
