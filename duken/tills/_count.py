"""The end of a shift in the books: what was counted goes to the safe, slips to the bank, what is missing is told."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec

from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Account, Chain, Post
from duken.ledger.post import post
from duken.ledger.reads import summed
from duken.payments import accounts as money
from duken.tills._bodies import ReportBody
from duken.tills._report import besides, report_of
from duken.tills.models import Entry, Shift


class Books(NamedTuple):
    """A shift by what was recorded of it: its own till's report; by tender, what came late and from other devices."""

    own: ReportBody
    late: dict[str, int]
    others: dict[str, int]


def books_of(shift: Shift, number: int = 0) -> Books:
    rows = Entry.objects.filter(booked_shift_id=shift.pk).values_list("kind", "body", "is_late", "till_id")
    said = list(rows)
    own = [(kind, body) for kind, body, is_late, till in said if till == shift.till_id and not is_late]
    late = [(kind, body) for kind, body, is_late, _ in said if is_late]
    others = [(kind, body) for kind, body, is_late, till in said if till != shift.till_id and not is_late]
    return Books(report_of(own, shift.currency, number), besides(late), besides(others))


def close_books(shift: Shift, books: Books, *, counted_minor: int, key: str, at: datetime, by: Actor) -> None:
    """Empty both accounts of the shift and write down what they held; nothing is left on them. Saves `shift`."""
    currency, place = shift.currency, shift.location_id
    cash, cards = money.shift_cash(currency, shift.pk), money.shift_cards(currency, shift.pk)
    expected, slips = summed(cash), summed(cards)
    movements = [
        *move(cash, money.safe(currency, place), counted_minor, "counted"),
        *move(money.over_short(currency, place), cash, counted_minor - expected, "over_short"),
        *move(cards, money.acquirer(currency, place), slips, "slips"),
    ]
    post_for_shift(shift.pk, movements, key=key, at=at, by=by)
    shift.closed_at, shift.counted_minor, shift.expected_minor = at, counted_minor, expected
    shift.late_minor = books.late.get("cash", 0)
    shift.books = msgspec.to_builtins(books.own) | {"late": books.late, "others": books.others}
    shift.save()


def move(source: Account, target: Account, amount: int, why: str) -> list[Post]:
    """From source to target, or back where the amount is below zero."""
    if amount < 0:
        return [Post(target, source, -amount, why)]
    return [Post(source, target, amount, why)] if amount else []


def post_for_shift(shift_id: UUID, movements: list[Post], *, key: str, at: datetime, by: Actor) -> None:
    if not movements:
        return
    chain = Chain(key, f"shift:{shift_id}", tuple(movements), happened_at=at)
    [answer] = post([chain], by=by.lend("ledger.post"))
    assert not isinstance(answer, Refusal), answer  # no account of a shift has a floor
