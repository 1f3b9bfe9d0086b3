"""A programme in figures: members, what the shop owes them in points, what came and went month by month."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.ledger.reads import posted_in, sums_by_month
from duken.loyalty import accounts
from duken.loyalty._snapshot import ProgrammeRead
from duken.loyalty.models import Membership
from duken.loyalty.policies import months_later

_FLOWS = ("earned", "spent", "ended", "returned", "corrected")


class Month(NamedTuple):
    """Points of one month: `earned` and given by hand came; `spent` and `ended` went, less what went back."""

    since: datetime
    earned: int
    spent: int
    ended: int


class FiguresRead(NamedTuple):
    """`liability_minor`: what all points would take off if they were spent today."""

    members: int
    points: int
    liability_minor: int
    owed: int
    months: tuple[Month, ...]


def figures_of(programme: ProgrammeRead, *, months: int = 12, by: Actor) -> FiguresRead:
    """Four statements, whatever the number of members."""
    by.require("loyalty.read")
    this = clock.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    every = [months_later(this, -back) for back in range(months - 1, -1, -1)]
    points = posted_in(accounts.BOOK, programme.code, "balance")
    return FiguresRead(
        Membership.objects.filter(programme_id=programme.id).count(),
        points,
        points * programme.point_value_minor,
        posted_in(accounts.BOOK, programme.code, "debt"),
        _months(programme, every),
    )


def _months(programme: ProgrammeRead, every: list[datetime]) -> tuple[Month, ...]:
    """Seen from outside: what left an outer account came to somebody."""
    came: dict[tuple[datetime, str], int] = defaultdict(int)
    sums = sums_by_month([accounts.outside(programme.code, where) for where in _FLOWS], since=every[0])
    for row in sums:
        came[row.since, row.bucket] += row.amount_out - row.amount_in
    return tuple(
        Month(
            since,
            earned=max(came[since, "earned"] + came[since, "returned"] + came[since, "corrected"], 0),
            spent=max(-came[since, "spent"], 0),
            ended=max(-came[since, "ended"], 0),
        )
        for since in every
    )
