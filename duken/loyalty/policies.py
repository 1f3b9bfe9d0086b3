"""How many points, what they are worth, which tier. Pure, whole numbers; specified in docs/reference/quote.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from duken.kernel.money import share_minor

MOST_POINTS = 10**15  # of one order: what a till counts exactly, and a ledger holds


class Tier(NamedTuple):
    """Reached by spending `from_minor` within the programme's period; points count `per_mille` there."""

    code: str
    name: str
    from_minor: int
    per_mille: int = 1000


class Earning(NamedTuple):
    """What was paid for a line, and how much its points count (1000 is once)."""

    amount_minor: int
    per_mille: int = 1000


class LotLeft(NamedTuple):
    amount: int
    ends_at: datetime | None


def points_for(lines: Sequence[Earning], *, points: int, per_minor: int, tier_per_mille: int = 1000) -> list[int]:
    """Points of each line: the whole order's are rounded down once, and shared by what each line brought.

    An order earns MOST_POINTS at most.
    """
    weights = [max(line.amount_minor, 0) * line.per_mille for line in lines]
    if not any(weights):
        return [0] * len(lines)
    total = sum(weights) * points * tier_per_mille // (per_minor * 1_000_000)
    return share_minor(min(total, MOST_POINTS), weights)


def most_points(balance: int, goods_minor: int, *, value_minor: int, most_basis_points: int) -> int:
    """How many points may be spent on these goods."""
    return min(balance, goods_minor * most_basis_points // 10_000 // value_minor)


def part_back(whole: int, quantity: int, quantity_back: int) -> int:
    """So much of a line's points has gone back when so many pieces have: all of it with the last piece."""
    return whole * quantity_back // quantity


def tier_reached(tiers: Sequence[Tier], spent_minor: int) -> Tier | None:
    reached = [tier for tier in tiers if tier.from_minor <= spent_minor]
    return max(reached, key=lambda tier: tier.from_minor, default=None)


def next_tier(tiers: Sequence[Tier], spent_minor: int) -> Tier | None:
    ahead = [tier for tier in tiers if tier.from_minor > spent_minor]
    return min(ahead, key=lambda tier: tier.from_minor, default=None)


def what_is_left(lots: Sequence[LotLeft], balance: int) -> list[LotLeft]:
    """Of each lot what is still there when those that end first are spent first; endless lots last."""
    gone = sum(lot.amount for lot in lots) - balance
    left = []
    for lot in sorted(lots, key=lambda lot: (lot.ends_at is None, lot.ends_at)):
        used = min(max(gone, 0), lot.amount)
        gone -= used
        if lot.amount > used:
            left.append(lot._replace(amount=lot.amount - used))
    return left


def months_later(at: datetime, months: int) -> datetime:
    """The same day so many months on; the last of the month where there is no such day."""
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    for day in (at.day, 30, 29, 28):
        try:
            return at.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
