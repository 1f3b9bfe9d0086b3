"""Verifying: what must hold after any sequence of operations, proven by looking, changing nothing.

A module puts its own into `verify.py` with `def checks() -> list[Check]`; `duken verify` finds them all and
looks inside one read-only snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from duken.kernel import sql


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing that is not as it must be, with the facts to find it."""

    what: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Looked:
    """How many things were looked at, and which of them are wrong."""

    count: int
    breaches: Sequence[Breach] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """`invariant` is its number in the list of promises ("I1"), `claim` the promise in words."""

    invariant: str
    claim: str
    look: Callable[[], Looked]


def by_sql(
    invariant: str,
    claim: str,
    *,
    counting: str,
    breaking: str,
    parameters: Sequence[Any] | dict[str, Any] = (),
) -> Check:
    """A check made of two questions: how many there are (one number), and which break the promise (rows).

    The columns of `breaking` become the facts of each breach; `parameters` go to both.
    """

    def look() -> Looked:
        counted = sql.rows(counting, parameters)[0][0]
        with sql.cursor() as opened:
            opened.execute(breaking, parameters or None)
            names = [column.name for column in opened.description]
            found = opened.fetchall()
        return Looked(counted, [Breach(claim, dict(zip(names, row, strict=True))) for row in found])

    return Check(invariant, claim, look)
