"""Planned: reading statements that run all day, sent straight to the server's prepared plan.

psycopg's cursors can do everything and take 80 to 120 microseconds for it; this can do one thing and takes 40. Only
outside a transaction, where nobody looks over the shoulder (traces, captured queries), and only for parameters that
are plain text. Whatever else is asked goes through a cursor, with the same rows as answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg.adapt import Transformer
from psycopg.pq import DiagnosticField, ExecStatus, PipelineStatus, TransactionStatus

MOST = 200  # statements planned on one connection
_GONE = {b"26000", b"0A000"}  # the plan was dropped by a rollback or a DISCARD; the tables have changed under it
_PLACE = re.compile(r"%(?:\((\w+)\)s|s|%)")
_PLANS = "_planned"
Row = tuple[Any, ...]


class _Statement(NamedTuple):
    text: bytes
    names: tuple[str, ...] | None  # None: the parameters come in order


class _Plans:
    """The plans of one connection: a statement is planned when it comes the second time."""

    def __init__(self, connection: Any) -> None:
        self.names: dict[str, bytes] = {}
        self.made = 0
        self.reader = Transformer.from_context(connection)

    def name(self, statement: str) -> bytes | None:
        """None while it is too early, or too late, for a plan."""
        if statement not in self.names:
            if len(self.names) < MOST:
                self.names[statement] = b""
            return None
        return self.names[statement] or self._new_name(statement)

    def _new_name(self, statement: str) -> bytes:
        self.made += 1
        return b"planned_%d" % self.made


def rows(database: Any, statement: str, parameters: Sequence[Any] | Mapping[str, Any]) -> list[Row] | None:
    """The rows, or None when it has to go through a cursor. `database` is Django's wrapper, connected."""
    connection = database.connection
    if not _is_free(database, connection):
        return None
    plans = _plans_of(connection)
    name = plans.name(statement)
    if name is None:
        return None
    written = _written(statement)
    values = parameters if written.names is None else [parameters[one] for one in written.names]  # type: ignore[call-overload]
    texts = [_text(value) for value in values]
    if _UNFIT in texts:
        return None
    if not plans.names[statement] and not _prepare(connection.pgconn, plans, statement, name, written.text):
        return None
    answer = connection.pgconn.exec_prepared(name, texts)
    if answer.status == ExecStatus.COMMAND_OK:
        return []
    if answer.status != ExecStatus.TUPLES_OK:
        return _refused(database, plans, statement, answer)
    plans.reader.set_pgresult(answer)
    return plans.reader.load_rows(0, answer.ntuples, tuple)


def _is_free(database: Any, connection: Any) -> bool:
    """Nothing is under way on this connection, its plans stay with it, and nobody listens to what is asked."""
    return (
        connection.autocommit
        and connection.prepare_threshold is not None
        and connection.pgconn.transaction_status == TransactionStatus.IDLE
        and connection.pgconn.pipeline_status == PipelineStatus.OFF
        and not database.execute_wrappers
        and not database.queries_logged
    )


def _plans_of(connection: Any) -> _Plans:
    kept: _Plans | None = vars(connection).get(_PLANS)
    if kept is None:
        kept = vars(connection)[_PLANS] = _Plans(connection)
    return kept


def _prepare(server: Any, plans: _Plans, statement: str, name: bytes, text: bytes) -> bool:
    is_made: bool = server.prepare(name, text).status == ExecStatus.COMMAND_OK
    if is_made:
        plans.names[statement] = name
    return is_made  # what cannot be planned is told by the cursor, in psycopg's words


def _refused(database: Any, plans: _Plans, statement: str, answer: Any) -> list[Row] | None:
    """A plan that is gone is made again by the next who asks; anything else is an error like any other."""
    if answer.error_field(DiagnosticField.SQLSTATE) in _GONE:
        plans.names[statement] = b""
        return None
    with database.wrap_database_errors:
        raise psycopg.errors.error_from_result(answer)


@lru_cache(maxsize=2 * MOST)
def _written(statement: str) -> _Statement:
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
    return _Statement(text, tuple(names) if any(names) else None)


_UNFIT = b"\x00"  # stands for a value that is no plain text


def _text(value: Any) -> bytes | None:
    if isinstance(value, str):
        written = value.encode()
        return _UNFIT if b"\x00" in written else written
    if value is None:
        return None
    if isinstance(value, bool):
        return b"t" if value else b"f"
    return str(value).encode() if isinstance(value, (int, UUID)) else _UNFIT
