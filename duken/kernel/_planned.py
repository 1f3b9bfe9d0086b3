"""Planned: statements that run all day, sent straight to the server's prepared plans, many in one round trip.

psycopg's cursors can do everything and take 80 to 120 microseconds of processor for each statement; this can do one
thing and takes ten to twenty. Transactions, errors and rows are as with a cursor, and whoever watches statements
(traces, captured queries) is told of these too.
"""

from __future__ import annotations

import re
import select
import time
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg.adapt import Transformer
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, TransactionStatus

MOST = 300  # statements planned on one connection
SHORTEST_LIFE_SECONDS, LONGEST_LIFE_SECONDS = 1.0, 64.0
_PLACE = re.compile(r"%(?:\((\w+)\)s|s|%)")
_PLANS = "_planned"
_BEGIN, _FORGET = b"BEGIN", b"DISCARD PLANS"
_GONE = {b"26000", b"0A000"}  # a plan was dropped by a DISCARD; the tables have changed under it
Row = tuple[Any, ...]
_Ready = tuple[str, bytes, list[bytes | None]]  # statement, as the server reads it, its values


class Question(NamedTuple):
    """Every parameter says its type in the statement (`%s::text`), and is sent as text."""

    statement: str
    parameters: Sequence[Any] | Mapping[str, Any]


class Answer(NamedTuple):
    rows: list[Row]
    touched: int


class _Written(NamedTuple):
    text: bytes
    names: tuple[str, ...] | None  # None: the parameters come in order


class _Plans:
    """The plans of one connection, and its socket."""

    def __init__(self, connection: Any) -> None:
        self.names: dict[str, bytes] = {}
        self.made = 0
        self.may_plan = connection.prepare_threshold is not None  # not behind a pooler
        connection.prepare_threshold = None  # psycopg would drop our plans with its own after a rollback
        self.reader = Transformer.from_context(connection)
        self._life = SHORTEST_LIFE_SECONDS
        self._old_at = time.monotonic() + self._life
        self._server = connection.pgconn
        self._incoming, self._both_ways = select.poll(), select.poll()
        self._incoming.register(self._server.socket, select.POLLIN)
        self._both_ways.register(self._server.socket, select.POLLIN | select.POLLOUT)

    def name(self, statement: str) -> bytes | None:
        """The plan's name; None where there is no plan yet."""
        return self.names.get(statement)

    def new_name(self, statement: str) -> bytes | None:
        """None when nothing may be planned, or enough is."""
        if not self.may_plan or len(self.names) >= MOST:
            return None
        self.made += 1
        self.names[statement] = b"planned_%d" % self.made
        return self.names[statement]

    def are_old(self) -> bool:
        """After 1, 2, 4 … seconds, then each minute, the server shall think anew, though under the same names: a plan
        made while a table was empty reads all of it, and goes on doing so for each batch of an import that fills it.
        """
        if time.monotonic() < self._old_at:
            return False
        self._life = min(2 * self._life, LONGEST_LIFE_SECONDS)
        self._old_at = time.monotonic() + self._life
        return True

    def flush(self) -> None:
        while self._server.flush():
            if any(event & ~select.POLLOUT for _, event in self._both_ways.poll()):
                self._server.consume_input()

    def next(self) -> Any:
        """What the server says next; other threads work while we wait."""
        while self._server.is_busy():
            self._incoming.poll()
            self._server.consume_input()
        return self._server.get_result()


def answers(database: Any, questions: Sequence[Question]) -> list[Answer]:
    """Ask all of them in one round trip, in order. `database` is Django's wrapper, connected.

    The first that fails is raised, and those after it have done nothing. Outside a transaction all of them are one.
    """
    for question in questions:
        _tell_watchers(database, question)
    connection = database.connection
    with database.wrap_database_errors:
        ready = [(statement, *_texts(statement, parameters)) for statement, parameters in questions]
        plans = _plans_of(connection)
        before = dict(plans.names)
        results = _exchange(connection, plans, ready)
        if (failed := _failed(results)) and _is_gone(failed):
            plans.names.clear()  # and made again, by the next who asks if not now
            before = {}
            if connection.autocommit:
                results = _exchange(connection, plans, ready)
                failed = _failed(results)
        if failed:
            plans.names = before  # some of this exchange's own were to be made after it
            raise psycopg.errors.error_from_result(failed)
        return [_answer(plans.reader, result) for result in results]


def _exchange(connection: Any, plans: _Plans, ready: Sequence[_Ready]) -> list[Any]:
    """The server's result for each; the plans that had to be made, and BEGIN, are told only when they failed."""
    try:
        return _sent_and_read(connection, plans, ready)
    except BaseException:  # stopped half way: nobody could make sense of what is still to come
        connection.close()
        raise


def _sent_and_read(connection: Any, plans: _Plans, ready: Sequence[_Ready]) -> list[Any]:
    server = connection.pgconn
    server.enter_pipeline_mode()
    asides: set[int] = set()  # which of the results were not asked for by anybody
    sent = 0
    for needed, aside in (
        (not connection.autocommit and server.transaction_status == TransactionStatus.IDLE, _BEGIN),
        (plans.are_old(), _FORGET),
    ):
        if needed:
            server.send_query_params(aside, None)
            asides.add(sent)
            sent += 1
    for statement, text, values in ready:
        name = plans.name(statement)
        if name is None and (name := plans.new_name(statement)):
            server.send_prepare(name, text)
            asides.add(sent)
            sent += 1
        if name is None:
            server.send_query_params(text, values)
        else:
            server.send_query_prepared(name, values)
        sent += 1
    server.pipeline_sync()
    plans.flush()
    results = [_result(plans, server) for _ in range(sent)]
    plans.next()  # the end of the pipeline
    server.exit_pipeline_mode()
    if asides:
        results = [one for at, one in enumerate(results) if at not in asides or one.status == ExecStatus.FATAL_ERROR]
    return results


def _result(plans: _Plans, server: Any) -> Any:
    result = plans.next()
    if server.status == ConnStatus.BAD or result is None:
        raise psycopg.OperationalError(server.get_error_message())
    plans.next()  # each result is followed by nothing
    return result


def _failed(results: Sequence[Any]) -> Any:
    return next((result for result in results if result.status == ExecStatus.FATAL_ERROR), None)


def _is_gone(result: Any) -> bool:
    return result.error_field(DiagnosticField.SQLSTATE) in _GONE


def _answer(reader: Any, result: Any) -> Answer:
    if result.status == ExecStatus.COMMAND_OK or not result.ntuples:
        return Answer([], result.command_tuples or 0)
    reader.set_pgresult(result)
    return Answer(reader.load_rows(0, result.ntuples, tuple), result.ntuples)


def _plans_of(connection: Any) -> _Plans:
    kept: _Plans | None = vars(connection).get(_PLANS)
    if kept is None:
        kept = vars(connection)[_PLANS] = _Plans(connection)
    return kept


def _tell_watchers(database: Any, question: Question) -> None:
    """As Django's own cursors do: traces, captured queries, tests that stand in the way."""
    if database.execute_wrappers:
        told: Any = _nothing
        for watcher in reversed(database.execute_wrappers):
            told = partial(watcher, told)
        told(*question, False, {"connection": database, "cursor": None})
    if database.queries_logged:
        database.queries_log.append({"sql": question.statement, "time": "0.000"})


def _nothing(*_: object) -> None: ...


def _texts(statement: str, parameters: Any) -> tuple[bytes, list[bytes | None]]:
    written = _written(statement)
    values = parameters if written.names is None else [parameters[name] for name in written.names]
    return written.text, [_text(value) for value in values]


@lru_cache(maxsize=2 * MOST)
def _written(statement: str) -> _Written:
    """As the server reads it: $1, $2 … in the place of %s or %(name)s, one number a name."""
    names: list[str] = []

    def numbered(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return "%"
        if place[1] is None or place[1] not in names:
            names.append(place[1] or "")
            return f"${len(names)}"
        return f"${names.index(place[1]) + 1}"

    text = _PLACE.sub(numbered, statement).encode()
    return _Written(text, tuple(names) if any(names) else None)


def _text(value: Any) -> bytes | None:
    if isinstance(value, str):
        written = value.encode()
        if b"\x00" in written:
            raise psycopg.DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
        return written
    if value is None:
        return None
    if isinstance(value, bool):
        return b"t" if value else b"f"
    if isinstance(value, bytes):
        return b"\\x" + value.hex().encode()
    if isinstance(value, (int, UUID, Decimal, date)):
        return str(value).encode()
    raise TypeError(f"{type(value).__name__} is no plain text: make it an array or a text first")
