"""Record what tills say has happened: in order, each entry once, never refused because the books say otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.db import transaction

from duken.kernel import clock, tracing
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal
from duken.kernel.try_again import try_again
from duken.ledger.post import KeyTaken
from duken.tills import _cash, _collected, _shifts, _sold
from duken.tills._chain import judge
from duken.tills._clock import check_clock
from duken.tills._drawer import Drawer, Place
from duken.tills._leave import check_leave
from duken.tills._numbers import missing_receipts
from duken.tills._recording import Outcome, Recording
from duken.tills._write import already_recorded, file_differences, known_elsewhere, last_written_at, write_entries
from duken.tills.errors import EntryUnreadable, NoTill
from duken.tills.journal import JournalEntry
from duken.tills.limits import limits_of
from duken.tills.models import Till

MOST = 500  # entries in one batch
Answer = Outcome | Refusal


@dataclass(frozen=True, slots=True)
class EntryAnswer:
    """`result`: recorded, repeated (known before), refused (`problem` says why), waiting (behind a refused one)."""

    id: UUID
    result: str
    problem: str = ""
    order_number: str = ""
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Synced:
    """`next_sequence` is what the server wants next. Lower than before: it was restored from a backup."""

    answers: tuple[EntryAnswer, ...]
    next_sequence: int
    head: str


def record_entries(entries: Sequence[JournalEntry], *, by: Actor) -> Synced:
    """Write each entry that follows on what is known, once; one answer each, in order.

    Orders, money, stock and the journal become true together. An entry that proves nothing (a broken hash, another one
    in its place, a body that is none) is refused and those behind it wait; the ones before it are recorded.
    What disagrees with the books is recorded all the same, and filed as a difference.

    Raises NoTill. Statements: a fixed number for each run of entries of one kind, but for shifts and what a sale needs.
    """
    by.require("tills.sell")
    with tracing.span("tills.record", **{"duken.size": len(entries)}):
        return try_again(lambda: _record(entries, by), after=KeyTaken)


@transaction.atomic
def _record(entries: Sequence[JournalEntry], by: Actor) -> Synced:
    kind, _, prefix = by.id.partition(":")
    if kind != "key":
        raise NoTill
    drawer = Drawer.of_key(prefix)
    till = drawer.till
    before = [entry for entry in entries if entry.sequence <= till.sequence]
    known = already_recorded(till.pk, [entry.sequence for entry in before]) if before else {}
    judged = judge(
        entries,
        next_sequence=till.sequence + 1,
        head=till.head,
        known={sequence: hashed for sequence, (hashed, _) in known.items()},
        foreign=known_elsewhere(till.pk, [entry for entry in entries if entry.sequence > till.sequence]),
    )
    answers = [
        EntryAnswer(entry.id, "repeated", order_number=known[entry.sequence][1]) for entry in entries[: judged.repeated]
    ]
    taken, refusal = _take_all(judged.fresh, drawer, by=by)
    answers += [
        EntryAnswer(entry.id, "recorded", "", outcome.order_number, _kinds(outcome))
        for entry, outcome in zip(judged.fresh, taken, strict=False)
    ]
    _stand(till, judged.fresh[: len(taken)])
    if len(taken) == len(judged.fresh):
        refusal = judged.refusal
    rest = entries[len(answers) :]
    if rest and refusal:
        answers.append(EntryAnswer(rest[0].id, "refused", refusal.code))
        rest = rest[1:]
    answers += [EntryAnswer(entry.id, "waiting") for entry in rest]
    return Synced(tuple(answers), till.sequence + 1, till.head)


def _take_all(entries: Sequence[JournalEntry], drawer: Drawer, *, by: Actor) -> tuple[list[Outcome], Refusal | None]:
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
            answers = _RECORDERS.get(kind, _unknown)(run, places, drawer, by)
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


def _kinds(outcome: Outcome) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.kind for one in outcome.differences))


def _stand(till: Till, taken: Sequence[JournalEntry]) -> None:
    if taken:
        till.sequence, till.head = taken[-1].sequence, taken[-1].hash
        till.save(update_fields=["sequence", "head", "receipts", "reports"])


Recorder = Callable[[Sequence[JournalEntry], Sequence[Place], Drawer, Actor], Sequence[Answer]]


def _recordings(entries: Sequence[JournalEntry], places: Sequence[Place], drawer: Drawer) -> list[Recording]:
    till = drawer.till
    limits = limits_of(till.limits)
    return [
        Recording(
            id=entry.id,
            till_id=till.pk,
            till_code=till.code,
            location_id=till.location_id,
            channel=till.channel_code,
            shift_id=place.account_id,
            at=entry.at,
            cashier=entry.cashier,
            body=entry.body,
            limits=limits,
        )
        for entry, place in zip(entries, places, strict=True)
    ]


def _each(record: Callable[..., Outcome]) -> Recorder:
    """Of what is rare and stands for itself: one by one."""

    def record_each(
        entries: Sequence[JournalEntry], places: Sequence[Place], drawer: Drawer, by: Actor
    ) -> list[Answer]:
        answers: list[Answer] = []
        for entry in entries:
            try:
                answers.append(record(entry, drawer, by=by))
            except InvalidField as unreadable:
                return [*answers, unreadable]
        return answers

    return record_each


def _unknown(entries: Sequence[JournalEntry], places: Sequence[Place], drawer: Drawer, by: Actor) -> list[Answer]:
    return [InvalidField("kind", "unknown", entries[0].kind)]


_RECORDERS: dict[str, Recorder] = {
    "shift_opened": _each(_shifts.record_opened),
    "shift_closed": _each(_shifts.record_closed),
    "cash_moved": lambda entries, places, drawer, by: _cash.record_moved(entries, places, drawer, by=by),
    "drawer_opened": lambda entries, places, drawer, by: _cash.record_drawer_opened(entries, drawer, by=by),
    "sold": lambda entries, places, drawer, by: _sold.record_sold(_recordings(entries, places, drawer), by=by),
    "collected": lambda entries, places, drawer, by: _collected.record_collected(
        _recordings(entries, places, drawer), by=by
    ),
}
