"""Which basket a redemption belongs to: the data names a household and a day, never a basket. Pure."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bench.replay.journey import Basket, Coupon, Journey, Line

Day = tuple[int, date]  # a household on a day


@dataclass(frozen=True, slots=True)
class Visit:
    """A basket and the coupons redeemed on it. `covers`: which goods lines each coupon is on."""

    basket: Basket
    covers: dict[Coupon, frozenset[int]]  # positions in `goods`
    is_sure: bool  # no other basket of that household and day would do

    @property
    def goods(self) -> list[Line]:
        return [line for line in self.basket.lines if line.is_goods]

    @property
    def covered(self) -> list[int]:
        return sorted(frozenset().union(*self.covers.values()))


def visits(journey: Journey, by_day: Mapping[Day, Sequence[Basket]]) -> tuple[list[Visit], Counter[str]]:
    """Every basket with a redemption, and how many redemptions have none and why.

    `by_day`: the baskets of each household and day with a redemption. Of several baskets of a day the one with the
    dearest goods of that coupon is taken, then the earliest. What was discounted in it is not looked at: that is what
    is to be predicted.
    """
    covers: dict[int, dict[Coupon, frozenset[int]]] = defaultdict(dict)
    unsure: set[int] = set()
    left_out: Counter[str] = Counter()
    for redemption in journey.redemptions:
        baskets = by_day.get((redemption.household, redemption.day), [])
        found = [(basket, on) for basket in baskets if (on := _on(basket, journey.coupons[redemption.coupon]))]
        if not found:
            left_out["no_product" if baskets else "no_basket"] += 1
            continue
        basket, on = max(found, key=lambda each: _worth(*each))  # the first of equals
        covers[basket.id][redemption.coupon] = on
        if len(found) > 1:
            unsure.add(basket.id)
    named = {basket.id: basket for baskets in by_day.values() for basket in baskets if basket.id in covers}
    return [Visit(named[one], covers[one], one not in unsure) for one in sorted(covers)], left_out


def _on(basket: Basket, products: frozenset[int]) -> frozenset[int]:
    goods = (line for line in basket.lines if line.is_goods)
    return frozenset(at for at, line in enumerate(goods) if line.product in products)


def _worth(basket: Basket, on: Iterable[int]) -> int:
    goods = [line for line in basket.lines if line.is_goods]
    return sum(goods[at].price for at in on)


def is_learned_from(household: int) -> bool:
    """Half of the households, by a draw that depends on their number alone."""
    return zlib.crc32(f"household {household}".encode()) % 2 == 0
