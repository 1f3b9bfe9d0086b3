"""Replicas: which of them may answer now. A thread watches them, so a dead or slow one never keeps a request waiting.

A place in the write-ahead log is a number of bytes. Whoever has written remembers the place of the log after the write
(`place_in_log`) and is answered only by a replica that has replayed the log up to there. Everybody else is answered by
one that has replayed what the primary had written OLDEST_SECONDS ago: a replica that lags, that has lost its primary or
that has become one is left alone. When the primary cannot be asked, no replica is believed.
"""

from __future__ import annotations

import random
import threading
import time
from collections import deque
from contextlib import suppress
from typing import Any

import psycopg
from django.db import connections

from duken.kernel import sql
from duken.kernel.reading import PRIMARY

OLDEST_SECONDS = 1.0
LOOK_EVERY_SECONDS = 0.1
BELIEVED_SECONDS = 1.0  # how long what was seen last counts, should the watcher itself be held up

_WRITTEN = "SELECT pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::bigint"
_REPLAYED = "SELECT pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint WHERE pg_is_in_recovery()"
_PLACE = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint"


def place_in_log() -> int:
    """Where the primary's log stands now: everything committed before is at or before this place."""
    return int(sql.rows(_PLACE)[0][0])


def aliases() -> list[str]:
    return [alias for alias in connections.settings if alias != PRIMARY]


def behind_bytes() -> dict[str, int | None]:
    """For each replica how much of the log it has still to replay; None when it does not answer or is none."""
    watch = Watch()
    watch.look()
    watch.hang_up()
    return {alias: watch.behind(alias) for alias in aliases()}


class Watch:
    """Looks at the primary and its replicas again and again, in a thread of its own that begins with the first use."""

    def __init__(self) -> None:
        self._replayed: dict[str, int] = {}
        self._must_have = 0
        self._looked_at = 0.0
        self._written: deque[tuple[float, int]] = deque()
        self._open: dict[str, psycopg.Connection[Any]] = {}
        self._begin = threading.Lock()
        self._thread: threading.Thread | None = None

    def choose(self, *, seen: int) -> str | None:
        """A replica that knows everything up to `seen` and is hardly behind; None: ask the primary."""
        if self._thread is None:
            self._start()
        if time.monotonic() - self._looked_at > BELIEVED_SECONDS:
            return None
        least = max(seen, self._must_have)
        good = [alias for alias, replayed in self._replayed.items() if replayed >= least]
        return random.choice(good) if good else None  # noqa: S311

    def distrust(self, alias: str) -> None:
        """It has just failed somebody: nobody else is sent there before it was looked at again."""
        self._replayed.pop(alias, None)

    def behind(self, alias: str) -> int | None:
        replayed = self._replayed.get(alias)
        return None if replayed is None else max(0, self._written[-1][1] - replayed)

    def look(self) -> None:
        """Once around. Never raises for a database that is away."""
        began = time.monotonic()
        written = self._ask(PRIMARY, _WRITTEN)
        if written is None:
            self._written.clear()
            self._replayed = {}
            return
        self._written.append((began, written))
        while len(self._written) > 1 and self._written[1][0] <= began - OLDEST_SECONDS:
            self._written.popleft()
        self._must_have = self._written[0][1]
        found = {alias: self._ask(alias, _REPLAYED) for alias in aliases()}
        self._replayed = {alias: replayed for alias, replayed in found.items() if replayed is not None}
        self._looked_at = began

    def hang_up(self) -> None:
        while self._open:
            self._open.popitem()[1].close()

    def _ask(self, alias: str, question: str) -> int | None:
        """A place in the log; None when it does not answer, or is no replica."""
        try:
            if alias not in self._open:
                self._open[alias] = _connect(alias)
            row = self._open[alias].execute(question.encode()).fetchone()
        except psycopg.Error:
            with suppress(KeyError, psycopg.Error):
                self._open.pop(alias).close()
            return None
        return int(row[0]) if row and row[0] is not None else None

    def _start(self) -> None:
        with self._begin:
            if self._thread is None:
                self._thread = threading.Thread(target=self._keep_looking, name="replicas", daemon=True)
                self._thread.start()

    def _keep_looking(self) -> None:
        while True:
            self.look()
            time.sleep(LOOK_EVERY_SECONDS)


WATCH = Watch()


def _connect(alias: str) -> psycopg.Connection[Any]:
    given = connections[alias].get_connection_params()
    named = {name: value for name, value in given.items() if name not in ("cursor_factory", "context")}
    return psycopg.connect(**({"connect_timeout": 2} | named), autocommit=True)
