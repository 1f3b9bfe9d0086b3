"""SQL: the few lines that hand-written, set-based statements share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, NamedTuple, cast

from django.db import connections

from duken.kernel import _planned, reading
from duken.kernel._arrays import array
from duken.kernel._planned import Question

__all__ = ["Same", "advisory_lock", "array", "ask", "cursor", "insert", "insert_new", "insert_returning", "named_rows"]
__all__ += ["rows", "run", "together"]

Parameters = Sequence[Any] | Mapping[str, Any]
_open: ContextVar[_Block | None] = ContextVar("open", default=None)


@contextmanager
def cursor() -> Iterator[Any]:
    if block := _open.get():
        block.send()
    with reading.connection().cursor() as opened:
        yield opened


def rows(statement: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
    """Run one statement and bring every row."""
    with cursor() as opened:
        opened.execute(statement, parameters)
        return cast(list[tuple[Any, ...]], opened.fetchall())


def named_rows(shape: type[NamedTuple], statement: str, parameters: Parameters = ()) -> list[Any]:
    """Run one statement and bring every row as `shape`, column by column in order."""
    return [shape(*row) for row in rows(statement, parameters)]


def run(statement: str, parameters: Parameters = ()) -> int:
    """Run one statement that brings no rows; answers how many it touched."""
    with cursor() as opened:
        opened.execute(statement, parameters)
        return cast(int, opened.rowcount)


class Asked:
    """A statement on its way. Inside `together` it leaves when an answer is wanted, or when the block ends."""

    __slots__ = ("_answer", "_block", "question")

    def __init__(self, question: Question, block: _Block) -> None:
        self.question = question
        self._block = block
        self._answer: _planned.Answer | None = None

    def rows(self) -> list[tuple[Any, ...]]:
        return self._answered().rows

    @property
    def touched(self) -> int:
        """How many rows it wrote."""
        return self._answered().touched

    def _answered(self) -> _planned.Answer:
        if self._answer is None:
            self._block.send()
        assert self._answer is not None
        return self._answer


class _Block:
    """What is asked in one block and waits for its round trip."""

    def __init__(self) -> None:
        self.expected: list[tuple[Asked, int, type[Exception]]] = []
        self._waiting: list[Asked] = []

    def ask(self, question: Question) -> Asked:
        asked = Asked(question, self)
        self._waiting.append(asked)
        return asked

    def send(self) -> None:
        """One round trip for everything that waits."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            answers = _planned.answers(_opened(), [asked.question for asked in waiting])
            for asked, answer in zip(waiting, answers, strict=True):
                asked._answer = answer


def _opened() -> Any:
    database = connections[reading.alias()]  # itself, not the proxy that asks anew for each word
    database.validate_thread_sharing()
    database.validate_no_broken_transaction()
    database.close_if_health_check_failed()
    database.ensure_connection()
    return database


def ask(statement: str, parameters: Parameters = ()) -> Asked:
    """Ask a statement that runs all day: each connection plans it once. Every parameter says its type (`%s::text`)."""
    block = _open.get() or _Block()
    asked = block.ask(Question(statement, parameters))
    if block is not _open.get():
        block.send()
    return asked


@contextmanager
def together() -> Iterator[None]:
    """What is asked and inserted inside waits and leaves together: one round trip, not one each.

    At the end all of it has been done, or the first thing that went wrong is raised and the transaction is lost.
    Statements of other kinds (`rows`, `run`) come after what was asked before them; Django's own do not wait for it.
    """
    if _open.get() is not None:
        yield  # a block within a block: the outer one ends it
        return
    block = _Block()
    outside = _open.set(block)
    try:
        yield
        block.send()
    finally:
        _open.reset(outside)
    for asked, count, otherwise in block.expected:
        _all_new(asked, count, otherwise)


class Same(NamedTuple):
    """One value for every row of an insert."""

    value: Any


Columns = Mapping[str, tuple[str, Sequence[Any] | Same]]


def insert(table: str, columns: Columns, tail: str = "") -> None:
    """Write any number of rows in one INSERT … SELECT FROM unnest(…).

    `columns` maps a column to (PostgreSQL type, its values). Names come from our code, never from outside.
    """
    ask(_insert(table, columns, tail), _parameters(columns))


def insert_returning(table: str, columns: Columns, tail: str) -> list[tuple[Any, ...]]:
    """The same with a RETURNING clause in `tail`; brings its rows."""
    return ask(_insert(table, columns, tail), _parameters(columns)).rows()


def insert_new(table: str, columns: Columns, *, by: str, otherwise: type[Exception]) -> None:
    """The same for rows that must all be new by the unique column `by`; else `otherwise` is raised.

    Inside `together` it is raised when the block ends. Some rows may be written then: the transaction must go back.
    """
    asked = ask(_insert(table, columns, f"ON CONFLICT ({by}) DO NOTHING"), _parameters(columns))
    count = next(len(values) for _, values in columns.values() if not isinstance(values, Same))
    block = _open.get()
    if block is None:
        _all_new(asked, count, otherwise)
    else:
        block.expected.append((asked, count, otherwise))


def _all_new(asked: Asked, count: int, otherwise: type[Exception]) -> None:
    if asked.touched < count:
        raise otherwise


def _insert(table: str, columns: Columns, tail: str) -> str:
    kinds = tuple((name, kind, isinstance(values, Same)) for name, (kind, values) in columns.items())
    return _written(table, kinds, tail)


@lru_cache(maxsize=500)
def _written(table: str, kinds: tuple[tuple[str, str, bool], ...], tail: str) -> str:
    names = ", ".join(name for name, _, _ in kinds)
    taken = ", ".join(f"%s::{kind}" if is_same else f"fresh.{name}" for name, kind, is_same in kinds)
    each = ", ".join(name for name, _, is_same in kinds if not is_same)
    arrays = ", ".join(f"%s::{kind}[]" for _, kind, is_same in kinds if not is_same)
    return f"INSERT INTO {table} ({names}) SELECT {taken} FROM unnest({arrays}) AS fresh({each}) {tail}"  # noqa: S608


def _parameters(columns: Columns) -> list[Any]:
    same = [values.value for _, values in columns.values() if isinstance(values, Same)]
    return same + [array(kind, values) for kind, values in columns.values() if not isinstance(values, Same)]


def advisory_lock(name: str) -> None:
    """Hold a named lock to the end of the transaction."""
    run("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
