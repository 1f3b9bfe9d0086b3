"""SQL: the few lines that hand-written, set-based statements share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any, NamedTuple, cast

from duken.kernel import reading


@contextmanager
def cursor() -> Iterator[Any]:
    with reading.connection().cursor() as opened:
        yield opened


def rows(statement: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
    """Run one statement and bring every row."""
    with reading.connection().cursor() as opened:
        opened.execute(statement, parameters)
        return cast(list[tuple[Any, ...]], opened.fetchall())


def named_rows(shape: type[NamedTuple], statement: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
    """Run one statement and bring every row as `shape`, column by column in order."""
    return [shape(*row) for row in rows(statement, parameters)]


def run(statement: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> int:
    """Run one statement that brings no rows; answers how many it touched."""
    with reading.connection().cursor() as opened:
        opened.execute(statement, parameters)
        return cast(int, opened.rowcount)


def array(kind: str, values: Iterable[Any]) -> str:
    """Values as the text of a PostgreSQL array, to be passed as a parameter and cast (`%s::uuid[]`).

    The driver's own writer asks every element what it is; here the column says it once, many times as fast.
    """
    write = _WRITERS.get(kind, str)
    return "{" + ",".join(["NULL" if value is None else write(value) for value in values]) + "}"


def _quoted(value: Any) -> str:
    if isinstance(value, bytes):
        return f'"\\\\x{value.hex()}"'
    text = value if isinstance(value, str) else str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_WRITERS: dict[str, Callable[[Any], str]] = {
    "uuid": attrgetter("hex"),
    **dict.fromkeys(["text", "jsonb", "bytea", "timestamptz", "date"], _quoted),
}


def insert(table: str, columns: Mapping[str, tuple[str, Sequence[Any]]], tail: str = "") -> int:
    """Write any number of rows in one INSERT … SELECT FROM unnest(…); answers how many were written.

    `columns` maps a column to (PostgreSQL type, its values). Names come from our code, never from outside.
    """
    return run(_insert(table, columns, tail), _arrays(columns))


def insert_returning(table: str, columns: Mapping[str, tuple[str, Sequence[Any]]], tail: str) -> list[tuple[Any, ...]]:
    """The same with a RETURNING clause in `tail`; brings its rows."""
    return rows(_insert(table, columns, tail), _arrays(columns))


def _insert(table: str, columns: Mapping[str, tuple[str, Sequence[Any]]], tail: str) -> str:
    names = ", ".join(columns)
    arrays = ", ".join(f"%s::{kind}[]" for kind, _ in columns.values())
    return f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) {tail}"  # noqa: S608


def _arrays(columns: Mapping[str, tuple[str, Sequence[Any]]]) -> list[str]:
    return [array(kind, values) for kind, values in columns.values()]


def advisory_lock(name: str) -> None:
    """Hold a named lock to the end of the transaction."""
    run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
