"""How old a debt is: pure. What was paid pays what is due first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

STEPS = (90, 60, 30, 0)  # days late: more than 90, 61-90, 31-60, 1-30; the rest is not due yet


class Ageing(NamedTuple):
    """Minor units, oldest last. What was paid ahead is below zero in `current`."""

    current: int = 0
    days_1_30: int = 0
    days_31_60: int = 0
    days_61_90: int = 0
    over_90: int = 0

    @property
    def overdue(self) -> int:
        return sum(self[1:])


class Due(NamedTuple):
    """So much of one sale on account, to be paid until a day; `ref` is the caller's."""

    due_on: date
    minor: int


def age(dues: Sequence[Due], paid_minor: int, *, today: date) -> Ageing:
    """What is left of each, after all that was paid, by how late it is."""
    ages = [0, 0, 0, 0, 0]
    left = still_due(dues, paid_minor)
    for due, minor in zip(dues, left, strict=True):
        ages[_step((today - due.due_on) // timedelta(days=1))] += minor
    ages[0] -= paid_minor - (sum(due.minor for due in dues) - sum(left))
    return Ageing(*ages)


def still_due(dues: Sequence[Due], paid_minor: int) -> list[int]:
    """What is left of each, in the order they came: what is due first is paid first."""
    left = [due.minor for due in dues]
    for at in sorted(range(len(dues)), key=lambda at: (dues[at].due_on, at)):
        taken = min(left[at], paid_minor)
        left[at] -= taken
        paid_minor -= taken
    return left


def _step(days_late: int) -> int:
    return next((len(STEPS) - at for at, days in enumerate(STEPS) if days_late > days), 0)
