"""Relay: stamps committed events with a feed position and sends each on its way to its reactions.

Ids commit out of order, so "greater than the last one seen" would lose events. The relay takes the rows that have no
position yet; one relay works at a time, so positions are given in the order in which they become visible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from duken.kernel import jobs, sql

CHANNEL = "duken_events"  # one NOTIFY for each batch, for those who show what happens
BATCH = 2000
FEW = 300  # so many events are worked off sooner than a queue would hand them out
Routes = Mapping[str, Sequence[str]]  # name of an event -> names of the reactions it goes to


class Stamped(NamedTuple):
    position: int
    sequence: int
    id: UUID
    name: str
    aggregate_id: str


class Relayed(NamedTuple):
    """How many events were stamped, and the loads that shall not wait: deliver them now, then forget their jobs."""

    events: int
    now: Sequence[jobs.Load] = ()


def relay(routes: Routes, *, urgent: Collection[str] = (), quick: Collection[str] = (), limit: int = BATCH) -> Relayed:
    """Stamp up to `limit` waiting events and defer their reactions, in one transaction.

    A fixed number of statements however many events; those nobody reacts to cost the stamp and nothing else. The jobs
    of `urgent` reactions, and of `quick` ones while there are few events, begin a little later: the caller delivers
    them at once, and a job is there should it die. Does nothing while another relay is at work.
    """
    if not _anything_waiting():
        return Relayed(0)
    with transaction.atomic():
        if not _alone():
            return Relayed(0)
        stamped = _stamp(limit)
        at_once = {*urgent, *quick} if len(stamped) <= FEW else set(urgent)
        loads = _send_on(stamped, routes, at_once)
        if stamped:
            sql.rows("SELECT pg_notify(%s, %s)", [CHANNEL, str(stamped[-1].position)])
    now = [load for load in loads if load.reaction in at_once]
    return Relayed(len(stamped), sorted(now, key=lambda load: (load.reaction not in urgent, load.reaction)))


def _anything_waiting() -> bool:
    return bool(sql.ask("SELECT 1 FROM kernel_event WHERE position IS NULL LIMIT 1").rows())


def _alone() -> bool:
    [(is_alone,)] = sql.ask("SELECT pg_try_advisory_xact_lock(hashtextextended('duken.relay', 0))").rows()
    return bool(is_alone)


def _stamp(limit: int) -> list[Stamped]:
    found = sql.ask(
        """WITH waiting AS (
               SELECT sequence FROM kernel_event WHERE position IS NULL ORDER BY sequence LIMIT %s::int
           ), numbered AS (
               SELECT sequence, row_number() OVER (ORDER BY sequence)
                      + (SELECT coalesce(max(position), 0) FROM kernel_event) AS position FROM waiting
           )
           UPDATE kernel_event e SET position = n.position FROM numbered n WHERE e.sequence = n.sequence
           RETURNING e.position, e.sequence, e.id, e.name, e.aggregate_id""",
        [limit],
    )
    return sorted(Stamped(*row) for row in found.rows())


def _send_on(stamped: Sequence[Stamped], routes: Routes, at_once: Collection[str]) -> list[jobs.Load]:
    """A delivery for each (event, reaction), and jobs that carry them: events that came together travel together."""
    pairs = [(event, reaction) for event in stamped for reaction in routes.get(event.name, ())]
    if not pairs:
        return []
    sql.insert(
        "kernel_delivery",
        {
            "event_id": ("uuid", [event.id for event, _ in pairs]),
            "sequence": ("bigint", [event.sequence for event, _ in pairs]),
            "reaction": ("text", [reaction for _, reaction in pairs]),
            "aggregate_id": ("text", [event.aggregate_id for event, _ in pairs]),
            "attempts": ("smallint", [0] * len(pairs)),
            "problem": ("text", [""] * len(pairs)),
        },
    )
    loads: dict[tuple[str, int], list[UUID]] = defaultdict(list)
    for event, reaction in pairs:
        loads[reaction, jobs.lane(event.aggregate_id)].append(event.id)
    return jobs.defer_together(loads, later=at_once)
