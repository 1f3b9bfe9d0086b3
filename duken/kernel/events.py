"""Events: what happened, past tense, written in the transaction that made it true (the outbox).

`record()` writes; `duken work` relays: it stamps each committed row with a feed `position`, so a reader who
asks for everything after a position never misses a row that committed late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

import orjson
from django.db import connection

from duken.kernel import clock, ids, request_ids, sql
from duken.kernel.actor import Actor
from duken.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Event:
    """Base of every event. The first field is the id of the aggregate it belongs to ("an order's story")."""

    aggregate: ClassVar[str]  # the noun: "order", "stock", "product"
    privileged: ClassVar[str] = ""  # the scope it took, if the act is one of those that leave a row in the audit trail

    @classmethod
    @cache
    def name(cls) -> str:
        """`orders.OrderPlaced`: the module that owns it and what happened."""
        return f"{cls.__module__.split('.')[1]}.{cls.__name__}"


@dataclass(frozen=True, slots=True)
class SentAgain(Event):
    """Somebody had a delivery that was given up tried once more."""

    aggregate: ClassVar[str] = "delivery"
    privileged: ClassVar[str] = "events.retry"
    event_id: UUID
    reaction: str


@dataclass(frozen=True, slots=True)
class SettingChanged(Event):
    """A row of a table was added, changed or deleted by hand, on a settings screen."""

    aggregate: ClassVar[str] = "setting"
    privileged: ClassVar[str] = "stores.manage"
    row: str
    table: str
    act: str


class Recorded(NamedTuple):
    """One event as it lies in the outbox. `position` is None until the relay has seen it."""

    position: int | None
    sequence: int
    id: UUID
    name: str
    aggregate: str
    aggregate_id: str
    facts: dict[str, Any]
    actor: str
    channel: str
    happened_at: datetime
    request: str  # the id of the request it began with; empty where nobody asked


Written = tuple[Event, str, str]  # event, actor id, channel
AUDITORS: list[Callable[[Sequence[Written]], None]] = []  # told of privileged acts, in their transaction


def record(*events: Event, by: Actor) -> None:
    """Write events into the outbox. Must be called inside the transaction they tell of."""
    record_many([(event, by.id, by.channel) for event in events])


def record_many(events: Sequence[Written]) -> None:
    """Write (event, actor id, channel) for a whole batch in one statement."""
    assert connection.in_atomic_block, "an event is recorded in the transaction that made it true"
    if not events:
        return
    now = clock.now()
    aggregates = [_plain_id(event) for event, _, _ in events]
    sql.insert(
        "kernel_event",
        {
            "id": ("uuid", [ids.new_id() for _ in events]),
            "name": ("text", [event.name() for event, _, _ in events]),
            "aggregate": ("text", [event.aggregate for event, _, _ in events]),
            "aggregate_id": ("text", aggregates),
            "facts": ("jsonb", [dump(event) for event, _, _ in events]),
            "actor": ("text", [actor for _, actor, _ in events]),
            "channel": ("text", [channel for _, _, channel in events]),
            "happened_at": ("timestamptz", sql.Same(now)),
            "request": ("text", [request_ids.of(aggregate) for aggregate in aggregates]),
        },
    )
    if privileged := [written for written in events if written[0].privileged]:
        for audit in AUDITORS:
            audit(privileged)


def after(position: int, *, limit: int = 100, names: Sequence[str] = ()) -> list[Recorded]:
    """The feed: events in order, after a position. Replayable for ever."""
    only = "AND name = ANY(%s)" if names else ""
    return _read(
        f"SELECT {_COLUMNS} FROM kernel_event WHERE position > %s {only} ORDER BY position LIMIT %s",  # noqa: S608
        [position, *([list(names)] if names else []), limit],
    )


def last_position() -> int:
    """Where the feed ends now, 0 before its first event."""
    [(position,)] = sql.rows("SELECT coalesce(max(position), 0) FROM kernel_event")
    return int(position)


def story_of(aggregate: str, aggregate_id: str | UUID) -> list[Recorded]:
    """Everything that happened to one thing, oldest first."""
    return _read(
        f"SELECT {_COLUMNS} FROM kernel_event WHERE aggregate = %s AND aggregate_id = %s ORDER BY sequence",  # noqa: S608
        [aggregate, str(aggregate_id)],
    )


def with_id(event_id: UUID) -> Recorded:
    return _read(f"SELECT {_COLUMNS} FROM kernel_event WHERE id = %s", [event_id])[0]  # noqa: S608


def with_ids(event_ids: Sequence[UUID]) -> list[Recorded]:
    """Those that exist, oldest first; one statement."""
    found = sql.ask(
        f"SELECT {_COLUMNS} FROM kernel_event WHERE id = ANY(ARRAY(SELECT unnest(%s::uuid[]))) ORDER BY sequence",  # noqa: S608
        [sql.array("uuid", event_ids)],
    )
    return _recorded(found.rows())


def _read(statement: str, parameters: Sequence[Any]) -> list[Recorded]:
    return _recorded(sql.rows(statement, parameters))


def _recorded(rows: Sequence[tuple[Any, ...]]) -> list[Recorded]:
    # Django's connection hands jsonb over as text: its own fields read it later.
    return [
        recorded._replace(facts=orjson.loads(recorded.facts)) if isinstance(recorded.facts, str) else recorded
        for recorded in (Recorded(*row) for row in rows)
    ]


_COLUMNS = "position, sequence, id, name, aggregate, aggregate_id, facts, actor, channel, happened_at, request"


def subject_of(event: Event) -> str:
    return f"{event.aggregate}:{_plain_id(event)}"


def dump(event: Event) -> str:
    return orjson.dumps(event, default=_plain).decode()


def _plain_id(event: Event) -> str:
    return str(getattr(event, fields(event)[0].name))


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (frozenset, set, tuple)):
        return list(value)
    return str(value)


def every_event(root: type[Event] = Event) -> Iterator[type[Event]]:
    for subclass in root.__subclasses__():
        yield subclass
        yield from every_event(subclass)
