"""Which lines a promotion is on, and whether its conditions hold. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from typing import Any
from uuid import UUID

from duken.promotions.basket import PromotionBasket, Reason
from duken.promotions.rule import Goods, Rule


class Shelf:
    """The lines of a basket by what they are, so that a thousand promotions are matched without reading each line."""

    def __init__(self, basket: PromotionBasket) -> None:
        self.lines = basket.lines
        self._all = frozenset(range(len(basket.lines)))
        self._reduced = frozenset(at for at, line in enumerate(basket.lines) if line.is_reduced)
        self._named: dict[str | UUID, set[int]] = defaultdict(set)
        self._branded: dict[str, set[int]] = defaultdict(set)
        for at, line in enumerate(basket.lines):
            self._branded[line.brand].add(at)
            names: tuple[str | UUID, ...] = (line.sku, line.product_id, *line.categories)
            for name in names:
                self._named[name].add(at)

    def positions(self, goods: Goods) -> tuple[int, ...]:
        """The lines these goods mean, in the order of the basket."""
        meant: frozenset[int] | set[int] = self._all
        if goods.skus or goods.products or goods.categories or goods.brands:
            meant = self._any(goods.skus, goods.products, goods.categories, brands=goods.brands)
        meant = meant - self._any(goods.not_skus, goods.not_products, goods.not_categories, brands=goods.not_brands)
        return tuple(sorted(meant - self._reduced if goods.not_reduced else meant))

    def pieces(self, positions: Iterable[int]) -> int:
        return sum(self.lines[at].pieces for at in positions)

    def _any(self, *names: Set[str] | Set[UUID], brands: Set[str]) -> set[int]:
        """A promotion may name thousands of articles, a basket holds few: the shorter list is gone through."""
        found: set[int] = set()
        pairs: list[tuple[Set[Any], Mapping[Any, set[int]]]] = [(each, self._named) for each in names]
        for each, held in (*pairs, (brands, self._branded)):
            for name in each if len(each) <= len(held) else held:
                if name in each and name in held:
                    found |= held[name]
        return found


def why_not_here(rule: Rule, basket: PromotionBasket) -> Reason | None:
    """The first condition on buyer, place and time that does not hold; None when all do."""
    when = rule.when
    for why, holds in (
        ("no_coupon", not when.needs_coupon or rule.id in basket.coupons.values()),
        ("other_channel", not when.channels or basket.channel in when.channels),
        ("other_store", not when.stores or basket.store_id in when.stores),
        ("other_customer", not when.customers or basket.customer_id in when.customers),
        ("other_group", not when.customer_groups or basket.customer_group in when.customer_groups),
        ("other_tier", not when.tiers or basket.tier in when.tiers),
        ("not_first_order", basket.is_first_order or not when.is_first_order),
        ("other_day", not when.weekdays or basket.weekday in when.weekdays),
        ("other_hour", when.from_minute <= basket.minute < when.to_minute),
    ):
        if not holds:
            return Reason(rule.id, rule.code, why)
    return None


def too_little(rule: Rule, shelf: Shelf, positions: tuple[int, ...]) -> Reason | None:
    """The first condition on the goods that does not hold; None when all do."""
    when = rule.when
    if (short := when.min_sum_minor - sum(shelf.lines[at].subtotal_minor for at in positions)) > 0:
        return Reason(rule.id, rule.code, "sum_too_small", {"missing_minor": short})
    if (short := when.min_quantity - shelf.pieces(positions)) > 0:
        return Reason(rule.id, rule.code, "too_few", {"missing": short})
    for each in when.contains:
        if (short := each.quantity - shelf.pieces(shelf.positions(each.goods))) > 0:
            return Reason(rule.id, rule.code, "something_missing", {"missing": short})
    return None
