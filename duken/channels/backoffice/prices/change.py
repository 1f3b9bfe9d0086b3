"""What a price becomes: by percent, by an amount, or a fixed one; rounded the way the shop likes it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from duken.kernel.money import round_minor


@dataclass(frozen=True, slots=True)
class Change:
    """`way` is percent, amount or fixed; `value` in percent or minor units; `rounding` is a code of ROUNDINGS."""

    way: str
    value: Decimal
    rounding: str = "exact"


# code -> (whole minor units of the step, what is taken off afterwards): 9.99 is a step of 1.00 less 0.01
ROUNDINGS = {"exact": (1, 0), "05": (5, 0), "10": (10, 0), "whole": (100, 0), "95": (100, 5), "99": (100, 1)}
WAYS = ("percent", "amount", "fixed")


def changed(amount_minor: int, change: Change) -> int:
    """The new amount in minor units, never below zero. A charm price (…99) is the nearest one, never zero or less."""
    if change.way == "percent":
        wanted = round_minor(amount_minor * (1 + change.value / 100), ROUND_HALF_UP)
    elif change.way == "amount":
        wanted = amount_minor + round_minor(change.value)
    else:
        wanted = round_minor(change.value)
    return max(0, _rounded(wanted, change.rounding))


def _rounded(wanted: int, rounding: str) -> int:
    step, less = ROUNDINGS[rounding]
    if step == 1 or wanted <= 0:
        return wanted
    whole = (wanted + less + step // 2) // step * step
    return max(whole, step) - less
