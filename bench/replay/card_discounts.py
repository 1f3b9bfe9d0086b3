"""Whether the shop's own coupons hide in the discount of its card: were it so, the goods they are on would be cheaper
with the card than the same goods for others, in the same store and week."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from bench.replay.coupon_values import value_code
from bench.replay.journey import Basket, Line
from bench.replay.visits import Visit

Shelf = tuple[int, int, int]  # product, store, week


def above_usual(baskets: Iterable[Basket], found: Sequence[Visit]) -> dict[str, list[int]]:
    """Of the lines that a shop's coupon is on, and of all others in these baskets: how many got more off with the card,
    a piece, than most other buyers; and of how many. Lines that nobody else bought there that week are left out."""
    wanted = {_shelf(line, each.basket) for each in found for line in each.goods}
    usual: dict[Shelf, Counter[int]] = defaultdict(Counter)
    for basket in baskets:
        for line in basket.lines:
            if line.is_goods and (shelf := _shelf(line, basket)) in wanted:
                usual[shelf][_off(line)] += 1
    told = {"on_shops_coupons": [0, 0], "other_goods": [0, 0]}
    for each in found:
        owns = frozenset().union(*(on for coupon, on in each.covers.items() if not value_code(coupon)))
        for at, line in enumerate(each.goods):
            others = usual[_shelf(line, each.basket)] - Counter([_off(line)])
            if others and (at in owns or at not in each.covered):
                counted = told["on_shops_coupons" if at in owns else "other_goods"]
                counted[0] += _off(line) > others.most_common(1)[0][0]
                counted[1] += 1
    return told


def _shelf(line: Line, basket: Basket) -> Shelf:
    return line.product, basket.store, _week(basket.at)


def _week(at: datetime) -> int:
    return at.isocalendar().week


def _off(line: Line) -> int:
    return round(line.card / line.pieces)
