"""Take entries run after run of one kind, as far as they can be read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from django.db import transaction

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal
from duken.tills._clock import check_clock
from duken.tills._drawer import Drawer, Place
from duken.tills._leave import check_leave
from duken.tills._numbers import missing_receipts
from duken.tills._recorders import Answer, record_run
from duken.tills._recording import Outcome
from duken.tills._write import file_differences, last_written_at, write_entries
from duken.tills.errors import EntryUnreadable
from duken.tills.journal import JournalEntry


def take_runs(entries: Sequence[JournalEntry], drawer: Drawer, *, by: Actor) -> tuple[list[Outcome], Refusal | None]:
    """Run after run of one kind; ends before the first that cannot be read, and says why."""
    taken: list[Outcome] = []
    for kind, run in groupby(entries, attrgetter("kind")):
        batch = list(run)
        outcomes, refusal = _take(kind, batch, drawer, by=by)
        taken += outcomes
        if refusal:
            return taken, _told(refusal, batch[len(outcomes)])
    return taken, None


def _take(kind: str, run: Sequence[JournalEntry], drawer: Drawer, *, by: Actor) -> tuple[list[Outcome], Refusal | None]:
    """All of a run, or those before the first that cannot be read: then what the run has written goes back first."""
    numbers = drawer.till.receipts, drawer.till.reports
    try:
        with transaction.atomic():
            _in_one_currency(run, drawer)
            places = drawer.places(run) if kind != "shift_opened" else [Place(one.id, one.id, False) for one in run]
            answers = record_run(kind, run, places, drawer, by=by)
            outcomes = _outcomes(answers)
            missing_receipts(run, outcomes, drawer.till)
            check_leave(run, outcomes, drawer.till)
            check_clock(run, outcomes, before=last_written_at(drawer.till.pk), now=clock.now())
            write_entries(run, places, outcomes, drawer)
            file_differences(run, places, outcomes, drawer, by=by)
            return outcomes, None
    except _Unreadable as stopped:
        drawer.look_again()
        drawer.till.receipts, drawer.till.reports = numbers
        before = run[: stopped.position]
        return (_take(kind, before, drawer, by=by)[0] if before else []), stopped.why


def _in_one_currency(run: Sequence[JournalEntry], drawer: Drawer) -> None:
    """A drawer holds one currency: money of another could never be counted out of it."""
    for position, entry in enumerate(run):
        if entry.body.get("tenders") and entry.body.get("currency") != drawer.currency:
            raise _Unreadable(position, InvalidField("currency", f"this till counts {drawer.currency}"))


class _Unreadable(Exception):
    def __init__(self, position: int, why: Refusal) -> None:
        self.position, self.why = position, why


def _outcomes(answers: Sequence[Answer]) -> list[Outcome]:
    outcomes = []
    for position, answer in enumerate(answers):
        if isinstance(answer, Refusal):
            raise _Unreadable(position, answer)
        outcomes.append(answer)
    return outcomes


def _told(refusal: Refusal, entry: JournalEntry) -> Refusal:
    if isinstance(refusal, InvalidField):
        return EntryUnreadable(entry.sequence, str(refusal.facts["field"]), str(refusal.facts["problem"]))
    return refusal
