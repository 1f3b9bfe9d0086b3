"""Deliver events to a reaction: at least once each, applied once, in order for each aggregate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from traceback import extract_tb
from uuid import UUID

import structlog
from django.db import transaction
from prometheus_client import Counter

from duken.kernel import deliveries, events, jobs, request_ids, tracing
from duken.kernel.actor import Actor, system
from duken.kernel.database_trouble import is_outage
from duken.kernel.deliveries import Waiting
from duken.kernel.events import Recorded
from duken.kernel.figures import FIGURES
from duken.kernel.refusals import Refusal
from duken.reactions.table import Reaction

DELIVERED = Counter("duken_reactions", "Events applied, or not", ["reaction", "outcome"], registry=FIGURES)
log = structlog.get_logger("duken.reactions")


class GivenUp(Exception):
    """Tried often enough."""


class StillBehind(Exception):
    """An earlier event of the same aggregate has not been applied yet."""


def deliver_together(reaction: Reaction, event_ids: Sequence[UUID]) -> None:
    """Apply many events. What fails is set apart, with everything of its aggregate after it; the rest goes on.

    Raises what the database says when it is away or full: that is no failure of the events, and they come again.
    """
    with tracing.span(f"reaction {reaction.name}", **{"duken.size": len(event_ids)}):
        _deliver_together(reaction, event_ids)


def _deliver_together(reaction: Reaction, event_ids: Sequence[UUID]) -> None:
    by = _actor(reaction)
    waiting = deliveries.waiting(reaction.name, event_ids)
    recorded = {event.id: event for event in events.with_ids([one.event_id for one in waiting])}
    if len(waiting) > 1 and _applied_all(reaction, waiting, recorded, by):
        return
    held_up = {one.aggregate_id for one in waiting if one.is_behind}
    for one in waiting:
        if one.aggregate_id in held_up:
            deliveries.set_apart(reaction.name, one, problem="")
            continue
        try:
            _apply(reaction, recorded[one.event_id], by)
        except Exception as problem:
            if is_outage(problem):
                raise
            held_up.add(one.aggregate_id)
            _tell(reaction, recorded[one.event_id], problem, attempt=1)
            deliveries.set_apart(reaction.name, one, problem=_in_short(problem))


def deliver_alone(reaction: Reaction, event_id: UUID) -> None:
    """Apply one event that was set apart; raises whatever went wrong, after noting it if it was the event's fault.

    Raises GivenUp after the last of so many tries: it is a dead letter now, and a person must look.
    """
    for one in deliveries.waiting(reaction.name, [event_id]):
        [event] = events.with_ids([event_id])
        try:
            if one.is_behind:
                raise StillBehind
            _apply(reaction, event, _actor(reaction))
        except Exception as problem:
            if is_outage(problem):
                raise
            attempt = one.attempts + 1
            is_last = attempt >= jobs.TRIES
            _tell(reaction, event, problem, attempt=attempt, is_last=is_last)
            deliveries.note_failure(reaction.name, event_id, problem=_in_short(problem), is_last=is_last)
            if is_last:
                raise GivenUp from problem
            raise


def _applied_all(reaction: Reaction, waiting: Sequence[Waiting], recorded: dict[UUID, Recorded], by: Actor) -> bool:
    """One transaction for everything, where the reaction can; False (and nothing done) when anything is in the way."""
    if reaction.for_all is None or any(one.is_behind for one in waiting):
        return False
    try:
        with transaction.atomic(), request_ids.working_for_each(_requests(recorded.values())):
            mine = deliveries.claim(reaction.name, [one.event_id for one in waiting])
            reaction.for_all([recorded[one.event_id] for one in waiting if one.event_id in mine], by)
    except Exception as problem:
        if is_outage(problem):
            raise
        log.info("reaction.one_by_one", reaction=reaction.name, events=len(waiting), problem=_in_short(problem))
        return False
    DELIVERED.labels(reaction.name, "applied").inc(len(mine))
    return True


def _apply(reaction: Reaction, event: Recorded, by: Actor) -> None:
    """What it records and logs belongs to the request that the event began with."""
    with request_ids.working_for(event.request):
        _apply_for_request(reaction, event, by)
    DELIVERED.labels(reaction.name, "applied").inc()


def _apply_for_request(reaction: Reaction, event: Recorded, by: Actor) -> None:
    if reaction.asks_outside:
        reaction.for_each(event, by)
        deliveries.claim(reaction.name, [event.id])
        return
    with transaction.atomic():
        if deliveries.claim(reaction.name, [event.id]):
            reaction.for_each(event, by)


def _requests(recorded: Iterable[Recorded]) -> dict[str, str]:
    """The request behind each aggregate: what a reaction records of it belongs there too."""
    return {event.aggregate_id: event.request for event in recorded if event.request}


def _actor(reaction: Reaction) -> Actor:
    return system(f"reactions.{reaction.name}")


def _tell(reaction: Reaction, event: Recorded, problem: Exception, *, attempt: int, is_last: bool = False) -> None:
    """Names and ids only: what an exception says may name people."""
    DELIVERED.labels(reaction.name, "given_up" if is_last else "failed").inc()
    say = log.error if is_last else log.warning
    say(
        "reaction.given_up" if is_last else "reaction.failed",
        reaction=reaction.name,
        kind=event.name,
        event_id=str(event.id),
        attempt=attempt,
        problem=_in_short(problem),
        where=_where(problem),
    )


def _where(problem: Exception) -> str:
    """The last line of ours that was running."""
    frames = [frame for frame in extract_tb(problem.__traceback__) if "duken" in frame.filename]
    return f"{frames[-1].filename.rpartition('duken/')[2]}:{frames[-1].lineno}" if frames else ""


def _in_short(problem: Exception) -> str:
    return problem.code if isinstance(problem, Refusal) else type(problem).__name__
