"""How a bug is planted: what a plant is, and the three ways to take a guard away. Nothing here touches real code."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

import psycopg

from duken.kernel import _planned, sql

DigUp = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True)
class Plant:
    """`caught_by` are node ids of tests of the suite; one of them must fail with `because` in what it says.

    `runs`: a race is run so many times, and must fail in 95 of 100.
    """

    name: str
    guard: str
    put: DigUp
    caught_by: tuple[str, ...]
    because: str
    runs: int


PLANTS: dict[str, Plant] = {}


def plant(*caught_by: str, because: str, runs: int = 1) -> Callable[[Callable[[], Iterator[None]]], DigUp]:
    """Register a planted bug. Its name is its function's, the guard it removes its docstring's first line."""

    def keep(put: Callable[[], Iterator[None]]) -> DigUp:
        name, about = put.__name__, (put.__doc__ or "").strip().splitlines()
        assert name not in PLANTS, f"two plants are called {name}"
        assert about, f"{name} says in one sentence which guard it removes"
        planted = contextmanager(put)
        PLANTS[name] = Plant(name, about[0], planted, caught_by, because, runs)
        return planted

    return keep


@contextmanager
def instead(original: Any, other: Any) -> Iterator[None]:
    """Everywhere a function was imported to, another one stands."""
    places = [
        (module, name)
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith(("duken", "tests"))
        for name, value in list(vars(module).items())
        if value is original
    ]
    assert places, f"{original} stands nowhere"
    for module, name in places:
        setattr(module, name, other)
    try:
        yield
    finally:
        for module, name in places:
            setattr(module, name, original)


@contextmanager
def saying(pattern: str, replacement: str) -> Iterator[None]:
    """Every SQL statement that fits the pattern is sent with the replacement; one at least must have been."""
    fits = re.compile(pattern, re.DOTALL)
    changed = 0
    send, plan = psycopg.Cursor.execute, _planned.answers

    def other(text: str) -> str:
        nonlocal changed
        if fits.search(text):
            changed += 1
            return fits.sub(replacement, text)
        return text

    def execute(self: Any, query: Any, *args: Any, **said: Any) -> Any:
        text = query.decode() if isinstance(query, bytes) else query
        return send(self, other(text) if isinstance(text, str) else query, *args, **said)

    def answers(database: Any, questions: Any) -> Any:
        return plan(database, [one._replace(statement=other(one.statement)) for one in questions])

    with mock.patch.object(psycopg.Cursor, "execute", execute), mock.patch.object(_planned, "answers", answers):
        yield
    assert changed, f"no statement fits {pattern!r}: the guard has moved, and nothing was removed"


def dropped(kind: str, name: str, table: str) -> None:
    """Take a constraint, an index or a trigger out of this test's own database, which is thrown away afterwards."""
    statements = {
        "constraint": f"ALTER TABLE {table} DROP CONSTRAINT {name}",
        "index": f"DROP INDEX {name}",
        "trigger": f"DROP TRIGGER {name} ON {table}",
    }
    sql.run(statements[kind])
