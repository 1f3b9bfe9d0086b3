"""Reading: which database a question is put to. The primary, unless somebody said that a second old will do.

Deny by default: a replica answers only inside `reading_from`, never inside a transaction, and never what is kept for
longer than one answer (`fresh`). Writes do not belong inside `reading_from`: a replica refuses them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection as primary
from django.db import connections

PRIMARY = "default"


class _Here(threading.local):
    alias = PRIMARY


_here = _Here()


def alias() -> str:
    """The name of the database that answers this thread's questions now."""
    return PRIMARY if _here.alias == PRIMARY or primary.in_atomic_block else _here.alias


def connection() -> Any:
    chosen = alias()
    return primary if chosen == PRIMARY else connections[chosen]


@contextmanager
def reading_from(replica: str) -> Iterator[None]:
    """Questions of this thread go to a replica, until the block ends or a transaction is open."""
    before, _here.alias = _here.alias, replica
    try:
        yield
    finally:
        _here.alias = before


@contextmanager
def fresh() -> Iterator[None]:
    """Around reading what a process keeps for a while: it must not begin its life a second old."""
    with reading_from(PRIMARY):
        yield
