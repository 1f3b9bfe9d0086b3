"""Personal data: how a module says what it holds about somebody, and forgets it; its `personal.py` has a KEEPER.

What a column is, why and how long it is kept, stands in one list: duken/privacy/columns.py. A new column must be added
there before the build passes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from duken.kernel import sql

Held = Mapping[str, Sequence[Mapping[str, Any]]]  # "orders" -> rows, each a column's name -> its value


@dataclass(frozen=True, slots=True)
class Person:
    """Everything by which the rows of one person are found: ids of their cards and of what is theirs, and contacts in
    normal spelling."""

    customer_ids: tuple[UUID, ...]
    identities: tuple[tuple[str, str], ...] = ()  # kind, value
    names: tuple[str, ...] = ()
    user_ids: tuple[UUID, ...] = ()
    order_ids: tuple[UUID, ...] = ()

    @property
    def phones(self) -> list[str]:
        return [value for kind, value in self.identities if kind == "phone"]

    @property
    def emails(self) -> list[str]:
        return [value for kind, value in self.identities if kind == "email"]


def _nothing_held(_: Person) -> Held:
    return {}


def _nothing_open(_: Person) -> list[str]:
    return []


def _nothing_done(_: Person) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Keeper:
    """What one module does about persons. Numbers say how many rows or files were touched.

    `forget` runs inside the transaction of the erasure, `forget_files` after it. `unfinished` names what must end
    first. `purges`: a retention clock's name -> forget what is older than a moment (in one country, where it is given).
    """

    held: Callable[[Person], Held] = _nothing_held
    forget: Callable[[Person], int] = _nothing_done
    forget_files: Callable[[Person], int] = _nothing_done
    unfinished: Callable[[Person], list[str]] = _nothing_open
    purges: Mapping[str, Callable[[datetime, str], int]] = field(default_factory=dict)


def rows_of(statement: str, parameters: Sequence[Any]) -> list[dict[str, Any]]:
    """Every row by the names of its columns."""
    with sql.cursor() as opened:
        opened.execute(statement, parameters)
        names = [column.name for column in opened.description]
        return [dict(zip(names, row, strict=True)) for row in opened.fetchall()]
