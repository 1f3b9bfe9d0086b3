"""SQL: the few lines that hand-written, set-based statements share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

from django.db import connection


@contextmanager
def cursor() -> Iterator[Any]:
    with connection.cursor() as opened:
        yield opened


def rows(statement: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
    """Run one statement and bring every row."""
    with connection.cursor() as opened:
        opened.execute(statement, parameters)
        return cast(list[tuple[Any, ...]], opened.fetchall())


def named_rows(shape: type[NamedTuple], statement: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
    """Run one statement and bring every row as `shape`, column by column in order."""
    return [shape(*row) for row in rows(statement, parameters)]


def run(statement: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> int:
    """Run one statement that brings no rows; answers how many it touched."""
    with connection.cursor() as opened:
        opened.execute(statement, parameters)
        return cast(int, opened.rowcount)


def insert_columns(table: str, columns: Mapping[str, tuple[str, Sequence[Any]]], tail: str = "") -> str:
    """The text of one INSERT … SELECT FROM unnest(…) that writes any number of rows.

    `columns` maps a column to (PostgreSQL type, its values); pass `[values for _, values in columns.values()]`
    as the parameters. Names come from our code, never from outside.
    """
    names = ", ".join(columns)
    arrays = ", ".join(f"%s::{kind}[]" for kind, _ in columns.values())
    return f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) {tail}"  # noqa: S608


def insert(table: str, columns: Mapping[str, tuple[str, Sequence[Any]]], tail: str = "") -> int:
    """Write any number of rows in one statement; answers how many were written."""
    return run(insert_columns(table, columns, tail), [list(values) for _, values in columns.values()])


def advisory_lock(name: str) -> None:
    """Hold a named lock to the end of the transaction."""
    run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
