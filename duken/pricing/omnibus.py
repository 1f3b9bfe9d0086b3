"""The lowest price before a reduction: pure. Directive 98/6/EC, article 6a (2019/2161, "Omnibus").

A reduction must be announced against the lowest price applied in the 30 days before it began. What was applied
at a moment is what choose_price would have answered then, from the history of every list the buyer sees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from duken.pricing.policies import PriceListRead, PriceStep, choose_price, is_in_force

LOOK_BACK_DAYS = 30


class Change(NamedTuple):
    """From `at` the price on this list was this; None: no price."""

    list_code: str
    amount_minor: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Reduction:
    """Present price, since when it applies, and the lowest of the 30 days before that (None: none applied)."""

    amount_minor: int
    since: datetime
    lowest_before_minor: int | None


def find_reduction(changes: Sequence[Change], lists: Mapping[str, PriceListRead], at: datetime) -> Reduction | None:
    """What applies at `at`, and the lowest of the 30 days before it began; None if nothing applies."""
    line = _timeline(changes, lists, at)
    since, amount = line[-1] if line else (at, None)
    if amount is None:
        return None
    applied = [was for (_, was), (until, _) in pairwise(line) if _is_near(until, since)]
    return Reduction(amount, since, min((was for was in applied if was is not None), default=None))


def _is_near(until: datetime, since: datetime) -> bool:
    return until > since - timedelta(days=LOOK_BACK_DAYS)


def _timeline(
    changes: Sequence[Change], lists: Mapping[str, PriceListRead], at: datetime
) -> list[tuple[datetime, int | None]]:
    """(from when, applied price) up to `at`, oldest first, neighbours always different."""
    line: list[tuple[datetime, int | None]] = []
    for moment in _moments(changes, lists, at):
        applied = _applied(changes, lists, moment)
        if not line or line[-1][1] != applied:
            line.append((moment, applied))
    return line


def _moments(changes: Sequence[Change], lists: Mapping[str, PriceListRead], at: datetime) -> list[datetime]:
    periods = [edge for one in lists.values() for edge in (one.starts_at, one.ends_at) if edge is not None]
    return sorted({moment for moment in [*(change.at for change in changes), *periods] if moment <= at})


def _applied(changes: Sequence[Change], lists: Mapping[str, PriceListRead], moment: datetime) -> int | None:
    standing: dict[str, int | None] = {}
    for change in sorted(changes, key=lambda change: change.at):
        if change.at <= moment and is_in_force(lists[change.list_code], moment):
            standing[change.list_code] = change.amount_minor
    steps = [
        PriceStep(1, amount, code, lists[code].includes_tax, lists[code].specificity, lists[code].rank)
        for code, amount in standing.items()
        if amount is not None
    ]
    chosen = choose_price(steps, 1)
    return chosen.amount_minor if chosen else None
