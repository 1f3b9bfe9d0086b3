"""Pages of long lists: the next rows after a known one, never "skip ten thousand". The last is as fast as the first."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from django.db import DataError

from duken.kernel import sql
from duken.kernel.refusals import Invalid


class BadCursor(Invalid):
    code = "kernel.bad_cursor"


class SortUnknown(Invalid):
    code = "kernel.sort_unknown"

    def __init__(self, sort: str) -> None:
        super().__init__(sort=sort[:40])


class Sort(NamedTuple):
    """What a list can be put in order by: an SQL expression, never null, and its type (text, timestamptz, bigint)."""

    expression: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list: `limit` rows in the order `sort` ("-" in front: greatest first), after or before a row."""

    sort: str
    limit: int = 50
    after: str = ""
    before: str = ""


class Cut(NamedTuple):
    """One page of raw rows, with the cursors of its neighbours ("" where there is none)."""

    rows: list[tuple[Any, ...]]
    previous: str
    next: str


class Counted(NamedTuple):
    """How many there are; counting stops at a ceiling, and then there are more than `number`."""

    number: int
    is_exact: bool


CEILING = 10_000


def cut(
    columns: str,
    source: str,
    conditions: Sequence[str],
    parameters: Sequence[Any],
    *,
    page: Page,
    sorts: Mapping[str, Sort],
    identity: str,
) -> Cut:
    """One statement. All SQL here comes from our code; `parameters` belong to `conditions`, in order.

    Raises SortUnknown, BadCursor.
    """
    sort = sorts.get(page.sort.removeprefix("-"))
    if sort is None:
        raise SortUnknown(page.sort)
    is_backwards = bool(page.before)
    is_descending = page.sort.startswith("-") != is_backwards
    where, values = list(conditions), list(parameters)
    if cursor := page.before or page.after:
        where.append(f"({sort.expression}, {identity}) {'<' if is_descending else '>'} (%s::{sort.kind}, %s::uuid)")
        values += _read_cursor(cursor, sort.kind)
    order = "DESC" if is_descending else "ASC"
    try:
        found = sql.rows(
            f"SELECT ({sort.expression})::text, {identity}::text, {columns} FROM {source}"  # noqa: S608
            f" WHERE {' AND '.join(where) or 'true'} ORDER BY {sort.expression} {order}, {identity} {order} LIMIT %s",
            [*values, page.limit + 1],
        )
    except DataError:  # a cursor made up by somebody: no date, no id
        if cursor:
            raise BadCursor from None
        raise
    return _cut(found, page, is_backwards)


def _cut(found: list[tuple[Any, ...]], page: Page, is_backwards: bool) -> Cut:
    has_more = len(found) > page.limit
    found = found[: page.limit]
    if is_backwards:
        found.reverse()
    if not found:
        return Cut([], "", "")
    first, last = _write_cursor(found[0]), _write_cursor(found[-1])
    has_previous = has_more if is_backwards else bool(page.after)
    has_next = has_more or is_backwards
    return Cut([row[2:] for row in found], first if has_previous else "", last if has_next else "")


def count(source: str, conditions: Sequence[str], parameters: Sequence[Any], *, ceiling: int = CEILING) -> Counted:
    """How many rows there are, looking no further than the ceiling."""
    where = " AND ".join(conditions) or "true"
    [(number,)] = sql.rows(
        f"SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {where} LIMIT %s) counted",  # noqa: S608
        [*parameters, ceiling + 1],
    )
    return Counted(min(number, ceiling), number <= ceiling)


def _write_cursor(row: tuple[Any, ...]) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(row[:2])).decode().rstrip("=")


def _read_cursor(cursor: str, kind: str) -> list[str]:
    """The value and id of a row, read as the database will read them: a cursor may come from anybody."""
    try:
        value, identity = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        UUID(identity)
        _READ[kind](value)
    except (ValueError, TypeError, AttributeError, OverflowError):
        raise BadCursor from None
    if not isinstance(value, str) or "\x00" in value:
        raise BadCursor
    return [value, identity]


_READ: dict[str, Callable[[str], object]] = {"text": str, "timestamptz": datetime.fromisoformat, "bigint": int}
