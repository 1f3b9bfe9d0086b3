"""Which promotions meet on the same goods at the same time, and what happens then. Pure.

An author sees it before shoppers do: two discounts that stack where only one was meant, or one that never works
because another one always takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple
from uuid import UUID

from duken.promotions._snapshot import ActivePromotion
from duken.promotions.basket import PromotionBasket, PromotionLine
from duken.promotions.match import Shelf
from duken.promotions.rule import Bundle, FreeDelivery, Gift, Goods, MultiplyPoints, Rule, When

Relation = Literal["both", "best_of_group", "never_together"]
EXAMPLES = 3


class Meeting(NamedTuple):
    """Another promotion on some of the same goods. `is_first`: ours works before it. No `skus`: on the delivery."""

    promotion_id: UUID
    code: str
    name: str
    relation: Relation
    is_first: bool
    articles: int
    skus: tuple[str, ...]


def meetings(
    ours: ActivePromotion, others: Iterable[ActivePromotion], articles: Sequence[PromotionLine]
) -> list[Meeting]:
    """Those that take something off what ours is on, most shared articles first."""
    shelf = Shelf(PromotionBasket(articles, channel="", weekday="", minute=0))
    on = _articles(ours.rule, shelf)
    found = []
    for other in others:
        if other.rule.id == ours.rule.id or not _may_meet(ours, other):
            continue
        shared = sorted(on & _articles(other.rule, shelf))
        if shared or _both_deliver(ours.rule, other.rule):
            skus = tuple(articles[at].sku for at in shared[:EXAMPLES])
            relation = _relation(ours.rule, other.rule)
            is_first = (ours.rule.priority, ours.rule.code) < (other.rule.priority, other.rule.code)
            found.append(Meeting(other.rule.id, other.rule.code, other.name, relation, is_first, len(shared), skus))
    return sorted(found, key=lambda one: (-one.articles, one.code))


def _articles(rule: Rule, shelf: Shelf) -> set[int]:
    """Where an effect lowers a price; points and deliveries lower none."""
    effect = rule.effect
    if isinstance(effect, FreeDelivery | MultiplyPoints):
        return set()
    if isinstance(effect, Gift):
        return set(shelf.positions(Goods(skus=frozenset({effect.sku}))))
    if isinstance(effect, Bundle):
        return {at for part in effect.parts for at in shelf.positions(part.goods)}
    return set(shelf.positions(rule.goods))


def _both_deliver(ours: Rule, other: Rule) -> bool:
    return isinstance(ours.effect, FreeDelivery) and isinstance(other.effect, FreeDelivery)


def _relation(ours: Rule, other: Rule) -> Relation:
    if ours.alone or other.alone:
        return "never_together"
    return "best_of_group" if ours.group and ours.group == other.group else "both"


def _may_meet(ours: ActivePromotion, other: ActivePromotion) -> bool:
    """Whether one basket could ever fulfil the conditions of both."""
    if ours.currency != other.currency:
        return False
    if (ours.ends_at and other.starts_at and ours.ends_at <= other.starts_at) or (
        other.ends_at and ours.starts_at and other.ends_at <= ours.starts_at
    ):
        return False
    mine, theirs = ours.rule.when, other.rule.when
    if mine.from_minute >= theirs.to_minute or theirs.from_minute >= mine.to_minute:
        return False
    return all(not one or not two or one & two for one, two in zip(_allowed(mine), _allowed(theirs), strict=True))


def _allowed(when: When) -> tuple[frozenset[object], ...]:
    """Each set a basket must be in; empty means anybody's."""
    return when.channels, when.stores, when.customer_groups, when.tiers, when.customers, when.weekdays
