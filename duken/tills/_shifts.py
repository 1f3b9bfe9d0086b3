"""Record that a shift began, with the float in its drawer, and that it ended: counted, nothing left on its accounts."""

from __future__ import annotations

from uuid import UUID

import msgspec

from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Account, Chain, Post
from duken.ledger.post import post
from duken.ledger.reads import summed
from duken.payments import accounts as money
from duken.tills._bodies import ReportBody, ShiftClosedBody, ShiftOpenedBody, read_body
from duken.tills._drawer import Drawer
from duken.tills._recording import Found, Outcome
from duken.tills._report import besides, report_of
from duken.tills.events import ShiftClosed, ShiftOpened
from duken.tills.journal import JournalEntry
from duken.tills.limits import limits_of
from duken.tills.models import Entry, Shift


def record_opened(entry: JournalEntry, drawer: Drawer, *, by: Actor) -> Outcome:
    """The float goes from the safe to the drawer; what came late since the last count lies there too.

    Raises InvalidField.
    """
    body = read_body(entry.body, ShiftOpenedBody)
    if entry.shift and entry.shift != entry.id:
        return Outcome(differences=[Found("shift", facts={"names": str(entry.shift)})])
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
    cash, cards = _accounts(entry, drawer)
    movements = _move(money.safe(drawer.currency, drawer.till.location_id), cash, body.float_minor, "float")
    movements += _take_late(entry, drawer, cash, cards)
    _post(f"till:{entry.id}", entry, movements, by)
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
    cash, cards = _accounts(entry, drawer)
    expected, slips = summed(cash), summed(cards)
    own, late, others = books_of(entry.shift, drawer.till.pk, drawer.currency, body.report.number)
    difference = body.counted_minor - expected
    _post(f"till:{entry.id}", entry, _empty(body, expected, slips, cash, cards, drawer), by)
    Shift.objects.filter(pk=entry.shift).update(
        closed_at=entry.at,
        closed_by=entry.cashier,
        number=body.report.number,
        counted=body.counted,
        counted_minor=body.counted_minor,
        expected_minor=expected,
        late_minor=late.get("cash", 0),
        report=msgspec.to_builtins(body.report),
        books=msgspec.to_builtins(own) | {"late": late, "others": others},
        note=body.note,
    )
    drawer.closed(entry.shift)
    told = Money(body.counted_minor, drawer.currency), Money(difference, drawer.currency)
    record(ShiftClosed(entry.shift, drawer.till.pk, drawer.owner.location_id, *told), by=by)
    return Outcome(differences=_disagreements(body, own, difference, drawer))


def books_of(
    shift_id: UUID, till_id: UUID, currency: str, number: int = 0
) -> tuple[ReportBody, dict[str, int], dict[str, int]]:
    """A shift by what was recorded of it: its own till's report; by tender, what came late and from other devices."""
    said = list(Entry.objects.filter(booked_shift_id=shift_id).values_list("kind", "body", "is_late", "till_id"))
    own = [(kind, body) for kind, body, is_late, till in said if till == till_id and not is_late]
    others = [(kind, body) for kind, body, is_late, till in said if till != till_id and not is_late]
    return report_of(own, currency, number), besides([each[:2] for each in said if each[2]]), besides(others)


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


def _take_late(entry: JournalEntry, drawer: Drawer, cash: Account, cards: Account) -> list[Post]:
    """What waited for a shift of this drawer is in this one."""
    waited = [
        Entry.objects.filter(till__drawer_of=drawer.till, booked_shift_id=None),
        Entry.objects.filter(till=drawer.till, booked_shift_id=None),
    ]
    if not sum(rows.update(booked_shift_id=entry.id) for rows in waited):
        return []
    waiting = money.shift_cash(drawer.currency, drawer.till.pk), money.shift_cards(drawer.currency, drawer.till.pk)
    posts = []
    for account, target in zip(waiting, (cash, cards), strict=True):
        posts += _move(account, target, summed(account), "late")
    return posts


def _empty(
    body: ShiftClosedBody, expected: int, slips: int, cash: Account, cards: Account, drawer: Drawer
) -> list[Post]:
    currency, place = drawer.currency, drawer.owner.location_id
    return [
        *_move(cash, money.safe(currency, place), body.counted_minor, "counted"),
        *_move(money.over_short(currency, place), cash, body.counted_minor - expected, "over_short"),
        *_move(cards, money.acquirer(currency, place), slips, "slips"),
    ]


def _move(source: Account, target: Account, amount: int, why: str) -> list[Post]:
    """From source to target, or back where the amount is below zero."""
    if amount < 0:
        return [Post(target, source, -amount, why)]
    return [Post(source, target, amount, why)] if amount else []


def _accounts(entry: JournalEntry, drawer: Drawer) -> tuple[Account, Account]:
    shift = entry.shift or entry.id
    return money.shift_cash(drawer.currency, shift), money.shift_cards(drawer.currency, shift)


def _post(key: str, entry: JournalEntry, movements: list[Post], by: Actor) -> None:
    if not movements:
        return
    chain = Chain(key, f"shift:{entry.shift or entry.id}", tuple(movements), happened_at=entry.at)
    [answer] = post([chain], by=by.lend("ledger.post"))
    assert not isinstance(answer, Refusal), answer  # no account here has a floor
