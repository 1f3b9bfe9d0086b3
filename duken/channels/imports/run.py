"""Run a file: look what it would do, save all of it or nothing, or save the rows that are good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from duken.channels.imports.kinds.kind import (
    CREATED,
    REFUSED,
    UNCHANGED,
    UPDATED,
    Kind,
    Options,
    RowAnswer,
    Values,
)
from duken.channels.imports.reading import Read, Reading
from duken.channels.imports.tables import Row, Table
from duken.kernel.actor import Actor

ERRORS_KEPT = 200


@dataclass(slots=True)
class Summary:
    """How many rows became what. `errors` are the first ones; all are in the result file."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    errors: list[RowAnswer] = field(default_factory=list)
    is_saved: bool = False
    is_cancelled: bool = False
    is_partial: bool = False  # a look that stopped before the end of the file

    def add(self, answers: Iterable[RowAnswer]) -> None:
        for answer in answers:
            self.rows += 1
            if answer.outcome == CREATED:
                self.created += 1
            elif answer.outcome == UPDATED:
                self.updated += 1
            elif answer.outcome == UNCHANGED:
                self.unchanged += 1
            else:
                self.refused += 1
                if len(self.errors) < ERRORS_KEPT:
                    self.errors.append(answer)


Watch = Callable[[Summary], bool]  # told how far we are; False: stop
Note = Callable[[Sequence[tuple[Row, RowAnswer]]], None]  # told every answer, for the result file


def go_on(_: Summary) -> bool:
    return True


def keep_nothing(_: Sequence[tuple[Row, RowAnswer]]) -> None:
    """Nobody asked for a result file."""


def check_file(
    table: Table, kind: Kind, options: Options, *, limit: int | None = None, watch: Watch = go_on, by: Actor
) -> Summary:
    """What importing would do, row by row; nothing is changed. `limit` stops after so many rows."""
    by.require(kind.scope)
    summary = Summary()
    with transaction.atomic():
        for batch in Reading(table, kind, options).batches():
            summary.add(answer for _, answer in _answered(batch, kind.check, by))
            if not watch(summary):
                summary.is_cancelled = True
                break
            if limit is not None and summary.rows >= limit:
                summary.is_partial = True
                break
        transaction.set_rollback(True)
    return summary


def import_all(
    table: Table,
    kind: Kind,
    options: Options,
    *,
    watch: Watch = go_on,
    note: Note = keep_nothing,
    by: Actor,
) -> Summary:
    """Every row, or none if any is refused or somebody stops it. One transaction: what it touches waits for its end."""
    by.require(kind.scope)
    summary = Summary()
    with transaction.atomic():
        _go(table, kind, options, summary, watch, note, by)
        summary.is_saved = not summary.refused and not summary.is_cancelled
        if not summary.is_saved:
            transaction.set_rollback(True)
    return summary


def import_good(
    table: Table,
    kind: Kind,
    options: Options,
    *,
    watch: Watch = go_on,
    note: Note = keep_nothing,
    by: Actor,
) -> Summary:
    """The rows that are good; each batch is saved by itself, and stays when somebody stops the rest."""
    by.require(kind.scope)
    summary = Summary(is_saved=True)
    _go(table, kind, options, summary, watch, note, by)
    return summary


def _go(table: Table, kind: Kind, options: Options, summary: Summary, watch: Watch, note: Note, by: Actor) -> None:
    for batch in Reading(table, kind, options).batches():
        answered = _answered(batch, kind.save, by)
        summary.add(answer for _, answer in answered)
        note(answered)
        if not watch(summary):
            summary.is_cancelled = True
            return


def _answered(batch: Sequence[Read], act: Callable[..., list[RowAnswer]], by: Actor) -> list[tuple[Row, RowAnswer]]:
    sound = [read for _, read in batch if isinstance(read, Values)]
    answers = iter(act(sound, by=by) if sound else [])
    return [(row, next(answers) if isinstance(read, Values) else read) for row, read in batch]


__all__ = ["REFUSED", "Note", "Summary", "Watch", "check_file", "import_all", "import_good"]
