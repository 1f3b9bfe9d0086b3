"""Record that a shift began, with the float in its drawer, and that it ended: counted, nothing left on its accounts."""

from __future__ import annotations

import msgspec

from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.money import Money
from duken.ledger.entries import Account, Post
from duken.ledger.reads import summed
from duken.payments import accounts as money
from duken.tills._bodies import ReportBody, ShiftClosedBody, ShiftOpenedBody, read_body
from duken.tills._count import books_of, close_books, move, post_for_shift
from duken.tills._drawer import Drawer
from duken.tills._recording import Found, Outcome
from duken.tills.events import ShiftClosed, ShiftOpened
from duken.tills.journal import JournalEntry
from duken.tills.limits import limits_of
from duken.tills.models import Entry, Shift


def record_opened(entry: JournalEntry, drawer: Drawer, *, by: Actor) -> Outcome:
    """The float goes from the safe to the drawer; what came late since the last count lies there too.

    A shift that another device has spoken of may have been closed from the office before its own till was heard:
    counted then, float and all, it is not opened again. Raises InvalidField.
    """
    body = read_body(entry.body, ShiftOpenedBody)
    if entry.shift and entry.shift != entry.id:
        return Outcome(differences=[Found("shift", facts={"names": str(entry.shift)})])
    if Shift.objects.filter(pk=entry.id).exclude(till=drawer.till, closed_at=None).exists():
        return Outcome(differences=[Found("shift", facts={"closed_before": str(entry.id)})])
    Shift.objects.update_or_create(
        id=entry.id,
        defaults={
            "till": drawer.till,
            "location_id": drawer.till.location_id,
            "currency": drawer.currency,
            "opened_at": entry.at,
            "opened_by": entry.cashier,
            "float_minor": body.float_minor,
            "is_announced": True,
        },
    )
    drawer.opened(entry.id)
    cash = money.shift_cash(drawer.currency, entry.id)
    movements = move(money.safe(drawer.currency, drawer.till.location_id), cash, body.float_minor, "float")
    movements += _take_late(entry, drawer, cash)
    post_for_shift(entry.id, movements, key=f"till:{entry.id}", at=entry.at, by=by)
    record(ShiftOpened(entry.id, drawer.till.pk, drawer.till.location_id), by=by)
    still_open = [str(shift) for shift in drawer.others_open(entry.id)]
    return Outcome(differences=[Found("shift", facts={"still_open": still_open})] if still_open else [])


def record_closed(entry: JournalEntry, drawer: Drawer, *, by: Actor) -> Outcome:
    """What was counted goes to the safe, the slips to the bank; what is missing, or too much, to `over_short`.

    The server adds the same figures up again: where they are not the till's, that is a difference. Raises InvalidField.
    """
    body = read_body(entry.body, ShiftClosedBody)
    if not drawer.is_open(entry.shift):
        return Outcome(differences=[Found("shift", facts={"closed_before": str(entry.shift or "")})])
    assert entry.shift
    shift = Shift.objects.get(pk=entry.shift)
    books = books_of(shift, body.report.number)
    shift.closed_by, shift.number, shift.note = entry.cashier, body.report.number, body.note
    shift.counted, shift.report = body.counted, msgspec.to_builtins(body.report)
    close_books(shift, books, counted_minor=body.counted_minor, key=f"till:{entry.id}", at=entry.at, by=by)
    drawer.closed(shift.pk)
    assert shift.expected_minor is not None
    difference = body.counted_minor - shift.expected_minor
    told = Money(body.counted_minor, shift.currency), Money(difference, shift.currency)
    record(ShiftClosed(shift.pk, drawer.till.pk, shift.location_id, *told), by=by)
    return Outcome(differences=_disagreements(body, books.own, difference, drawer))


def _disagreements(body: ShiftClosedBody, own: ReportBody, difference: int, drawer: Drawer) -> list[Found]:
    found = []
    theirs, ours = msgspec.to_builtins(body.report), msgspec.to_builtins(own)
    apart = {name: [theirs[name], ours[name]] for name in ours if theirs[name] != ours[name]}
    if apart:
        found.append(Found("report", body.report.expected_minor - own.expected_minor, {"till_and_books": apart}))
    if body.report.number != drawer.till.reports + 1:
        found.append(Found("sequence", facts={"report": body.report.number, "expected": drawer.till.reports + 1}))
    if abs(difference) > limits_of(drawer.till.limits).difference_minor:
        found.append(Found("cash", difference, {"counted_minor": body.counted_minor}))
    drawer.till.reports = max(drawer.till.reports, body.report.number)
    return found


def _take_late(entry: JournalEntry, drawer: Drawer, cash: Account) -> list[Post]:
    """What waited for a shift of this drawer is in this one; a handheld's own drawer is none that others wait for."""
    if drawer.till != drawer.owner:
        return []
    waited = [
        Entry.objects.filter(till__drawer_of=drawer.till, booked_shift_id=None),
        Entry.objects.filter(till=drawer.till, booked_shift_id=None),
    ]
    if not sum(rows.update(booked_shift_id=entry.id) for rows in waited):
        return []
    currency, waits_as = drawer.currency, drawer.till.pk
    waiting_cash, waiting_cards = money.shift_cash(currency, waits_as), money.shift_cards(currency, waits_as)
    return [
        *move(waiting_cash, cash, summed(waiting_cash), "late"),
        *move(waiting_cards, money.shift_cards(currency, entry.id), summed(waiting_cards), "late"),
    ]
