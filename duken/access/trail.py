"""The audit trail, read: who did what privileged thing, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from duken.kernel import pages
from duken.kernel.actor import Actor
from duken.kernel.pages import Counted, Page, Sort


@dataclass(frozen=True, slots=True)
class TrailQuery:
    acts: tuple[str, ...] = ()
    actor: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None


class TrailRow(NamedTuple):
    id: UUID
    at: datetime
    actor: str
    channel: str
    act: str
    subject: str
    facts: dict[str, Any]


class TrailPage(NamedTuple):
    rows: list[TrailRow]
    previous: str
    next: str


_BY_COLLEAGUES = """
e.actor IN (SELECT 'staff:' || a.user_id FROM access_assignment a GROUP BY a.user_id
            HAVING bool_and(a.location_id IS NOT NULL AND a.location_id = ANY(%s)))
"""
_SORTS = {"at": Sort("e.at", "timestamptz")}


def browse_trail(query: TrailQuery, *, page: Page, by: Actor) -> TrailPage:
    """One page. Who reads it for some stores sees what those did who work in no other (an act names no store)."""
    by.require("access.audit")
    columns = "e.id, e.at, e.actor, e.channel, e.act, e.subject, e.facts"
    found = pages.cut(columns, "access_auditentry e", *_narrow(query, by), page=page, sorts=_SORTS, identity="e.id")
    return TrailPage([_row(row) for row in found.rows], found.previous, found.next)


def count_trail(query: TrailQuery, *, by: Actor) -> Counted:
    by.require("access.audit")
    return pages.count("access_auditentry e", *_narrow(query, by))


def _row(row: tuple[Any, ...]) -> TrailRow:
    *plain, facts = row
    return TrailRow._make([*plain, orjson.loads(facts) if isinstance(facts, str) else facts])


def _narrow(query: TrailQuery, by: Actor) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    parameters: list[Any] = []
    if by.stores is not None:
        conditions.append(_BY_COLLEAGUES)
        parameters.append(list(by.stores))
    for condition, value in (
        ("e.act = ANY(%s)", list(query.acts)),
        ("e.actor = %s", query.actor),
        ("e.subject = %s", query.subject),
        ("e.at >= %s", query.since),
        ("e.at < %s", query.until),
    ):
        if value:
            conditions.append(condition)
            parameters.append(value)
    return conditions, parameters
