"""Take an amount off several lines: whole minor units, shared in proportion to what is left of each. Pure.

Promotions and the price of a basket share by this one rule (docs/reference/quote.md): neither ever sees another cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from duken.kernel.money import share_minor

Rank = tuple[str, int, int, int, Decimal, bool]
"""SKU, quantity, unit price, `per`, tax rate, tax included: all that tells one line from another."""


def take_off(
    amount_minor: int, left: list[int], ranks: Sequence[Rank], among: Sequence[int] | None = None
) -> dict[int, int]:
    """Lower `left` at the positions `among` (None: all) and answer what each position gave; at most what there is.

    Odd minor units go by article, not by place in the basket: the same basket costs the same in any order.
    """
    places = sorted(range(len(left)) if among is None else among, key=lambda at: (*ranks[at], left[at], at))
    amount = min(amount_minor, sum(left[at] for at in places))
    if amount <= 0:
        return {}
    given = {}
    for at, share in zip(places, share_minor(amount, [left[at] for at in places]), strict=True):
        if share:
            left[at] -= share
            given[at] = share
    return given
