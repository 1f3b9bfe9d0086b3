"""Who records which kind of entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal
from duken.tills import _cash, _collected, _shifts, _sold
from duken.tills._drawer import Drawer, Place
from duken.tills._recording import Outcome, Recording
from duken.tills.journal import JournalEntry
from duken.tills.limits import limits_of

Answer = Outcome | Refusal


Recorder = Callable[[Sequence[JournalEntry], Sequence[Place], Drawer, Actor], Sequence[Answer]]


def record_run(
    kind: str, run: Sequence[JournalEntry], places: Sequence[Place], drawer: Drawer, *, by: Actor
) -> Sequence[Answer]:
    """What became of each entry of a run of one kind; it may end with the first that cannot be read."""
    return _RECORDERS.get(kind, _unknown)(run, places, drawer, by)


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
