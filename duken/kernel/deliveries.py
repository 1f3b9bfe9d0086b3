"""Deliveries: which event has been applied by which reaction; what failed, and what was given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from duken.kernel import clock, jobs, sql
from duken.kernel.actor import Actor
from duken.kernel.events import SentAgain, record
from duken.kernel.refusals import Missing
from duken.kernel.two_clocks import surely_now


class Waiting(NamedTuple):
    """A delivery not applied yet. `is_behind`: an earlier event of its aggregate still waits elsewhere."""

    event_id: UUID
    sequence: int
    aggregate_id: str
    attempts: int
    is_behind: bool


class DeadLetter(NamedTuple):
    """A delivery that was given up after many attempts: a person must look."""

    event_id: UUID
    event: str
    reaction: str
    aggregate: str
    aggregate_id: str
    attempts: int
    problem: str
    happened_at: datetime
    given_up_at: datetime


class DeadLetterMissing(Missing):
    code = "kernel.dead_letter_missing"


def waiting(reaction: str, event_ids: Sequence[UUID]) -> list[Waiting]:
    """Which of these are still to be applied, oldest first; one statement."""
    found = sql.ask(
        """WITH these AS MATERIALIZED (SELECT unnest(%(events)s::uuid[]) AS id)
           SELECT d.event_id, d.sequence, d.aggregate_id, d.attempts, EXISTS (
               SELECT 1 FROM kernel_delivery earlier
               WHERE earlier.reaction = d.reaction AND earlier.aggregate_id = d.aggregate_id
                 AND earlier.sequence < d.sequence AND earlier.applied_at IS NULL AND earlier.given_up_at IS NULL
                 AND earlier.event_id NOT IN (SELECT id FROM these))
           FROM kernel_delivery d
           WHERE d.reaction = %(reaction)s::text AND d.event_id = ANY(ARRAY(SELECT id FROM these))
             AND d.applied_at IS NULL
           ORDER BY d.sequence""",
        {"reaction": reaction, "events": sql.array("uuid", event_ids)},
    )
    return [Waiting(*row) for row in found.rows()]


def is_waited_for(reaction: str, aggregate_ids: Sequence[UUID]) -> bool:
    """Whether anything of these is still to be applied by that reaction, and will be."""
    found = sql.rows(
        """SELECT 1 FROM kernel_delivery WHERE reaction = %s AND aggregate_id = ANY(%s)
           AND applied_at IS NULL AND given_up_at IS NULL LIMIT 1""",
        [reaction, [str(one) for one in aggregate_ids]],
    )
    return bool(found)


def claim(reaction: str, event_ids: Sequence[UUID]) -> set[UUID]:
    """Mark as applied, in the transaction of the effect; answers those that were not yet. One statement.

    A second worker with the same delivery waits here for the first one's commit, and then finds nothing to do.
    """
    found = sql.ask(
        """WITH this AS MATERIALIZED (SELECT nextval('kernel_delivery_turn') AS turn)
           UPDATE kernel_delivery SET applied_at = %s::timestamptz, applied_turn = this.turn, given_up_at = NULL
           FROM this WHERE reaction = %s::text AND event_id = ANY(ARRAY(SELECT unnest(%s::uuid[])))
             AND applied_at IS NULL RETURNING event_id""",
        [clock.now(), reaction, sql.array("uuid", event_ids)],
    )
    return {event for (event,) in found.rows()}


def set_apart(reaction: str, delivery: Waiting, *, problem: str) -> None:
    """From now on this one travels alone."""
    with transaction.atomic():
        note_failure(reaction, delivery.event_id, problem=problem)
        pause = jobs.pause_seconds(delivery.attempts) if problem else 0
        jobs.defer_alone(reaction, delivery.event_id, aggregate_id=delivery.aggregate_id, in_seconds=pause)


def note_failure(reaction: str, event_id: UUID, *, problem: str, is_last: bool = False) -> None:
    sql.run(
        """UPDATE kernel_delivery SET attempts = attempts + 1, problem = %s, given_up_at = %s
           WHERE reaction = %s AND event_id = %s AND applied_at IS NULL""",
        [problem[:200], clock.now() if is_last else None, reaction, event_id],
    )


def dead_letters(*, limit: int = 100, by: Actor) -> list[DeadLetter]:
    """What was given up, newest first."""
    by.require("events.read")
    return sql.named_rows(
        DeadLetter,
        """SELECT d.event_id, e.name, d.reaction, e.aggregate, e.aggregate_id, d.attempts, d.problem,
                  e.happened_at, d.given_up_at
           FROM kernel_delivery d JOIN kernel_event e ON e.id = d.event_id
           WHERE d.applied_at IS NULL AND d.given_up_at IS NOT NULL ORDER BY d.given_up_at DESC LIMIT %s""",
        [limit],
    )


def try_again(event_id: UUID, reaction: str, *, by: Actor) -> None:
    """Send a given-up delivery on its way once more. Raises DeadLetterMissing."""
    by.require("events.retry")
    with transaction.atomic():
        found = sql.rows(
            """UPDATE kernel_delivery SET given_up_at = NULL, attempts = 0
               WHERE event_id = %s AND reaction = %s AND applied_at IS NULL AND given_up_at IS NOT NULL
               RETURNING aggregate_id""",
            [event_id, reaction],
        )
        if not found:
            raise DeadLetterMissing
        jobs.defer_alone(reaction, event_id, aggregate_id=found[0][0])
        record(SentAgain(event_id, reaction), by=by)


def forget_applied(*, older_than: timedelta = timedelta(days=60)) -> int:
    """Deliveries of long ago need no proof any more; the events themselves stay for ever."""
    return sql.run("DELETE FROM kernel_delivery WHERE applied_at < %s", [surely_now() - older_than])
