"""Kind: which columns a file of this kind may have, and the two things that can be done with a batch of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple, Protocol

from django.utils.functional import Promise

from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal

CREATED, UPDATED, UNCHANGED, REFUSED = "created", "updated", "unchanged", "error"


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `read` makes a value of a cell, given the decimal mark of the column; None: the cell is empty."""

    name: str
    label: Promise | str
    read: Callable[[Any, str], Any]
    is_required: bool = False
    is_number: bool = False


class Values(NamedTuple):
    """One row, read: field -> value; a field that is empty or has no column is absent."""

    row: int
    values: Mapping[str, Any]


class RowAnswer(NamedTuple):
    """What became of one row. `field` is the column at fault, where one is."""

    row: int
    outcome: str
    field: str = ""
    refusal: Refusal | None = None


class Kind(Protocol):
    """`identity` is what a row is about, None if unclear: it may stand in a file once.

    `check` says what `save` would answer. It runs inside a transaction that is taken back, so a kind may simply
    save; one that customers would have to wait for only looks.
    """

    code: ClassVar[str]
    scope: ClassVar[str]
    batch: ClassVar[int]
    fields: ClassVar[Sequence[Field]]

    def identity(self, values: Mapping[str, Any]) -> object | None: ...

    def check(self, rows: Sequence[Values], *, by: Actor) -> list[RowAnswer]: ...

    def save(self, rows: Sequence[Values], *, by: Actor) -> list[RowAnswer]: ...


def refused(row: int, refusal: Refusal, columns: Mapping[str, str]) -> RowAnswer:
    """A verb's refusal, laid at the column it is about."""
    named = str(refusal.facts.get("field", ""))
    return RowAnswer(row, REFUSED, columns.get(refusal.code) or columns.get(named) or named, refusal)


@dataclass(frozen=True, slots=True)
class Options:
    """What a whole file has in common: `constants` are values for fields that have no column."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
