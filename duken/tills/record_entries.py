"""Record what tills say has happened: in order, each entry once, never refused because the books say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from duken.kernel import tracing
from duken.kernel.actor import Actor
from duken.kernel.try_again import try_again
from duken.ledger.post import KeyTaken
from duken.tills._chain import judge
from duken.tills._drawer import Drawer
from duken.tills._recording import Outcome
from duken.tills._take_runs import take_runs
from duken.tills._write import already_recorded, known_elsewhere
from duken.tills.errors import NoTill
from duken.tills.journal import JournalEntry
from duken.tills.models import Till

MOST = 500  # entries in one batch


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
    taken, refusal = take_runs(judged.fresh, drawer, by=by)
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


def _kinds(outcome: Outcome) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.kind for one in outcome.differences))


def _stand(till: Till, taken: Sequence[JournalEntry]) -> None:
    if taken:
        till.sequence, till.head = taken[-1].sequence, taken[-1].hash
        till.save(update_fields=["sequence", "head", "receipts", "reports"])
