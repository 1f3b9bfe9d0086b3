"""What is to be known of all baskets before any is imported: one pass over them, and few of them are kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from bench.replay.journey import Basket, Journey
from bench.replay.timing import Progress
from bench.replay.visits import Day, is_learned_from


@dataclass
class Survey:
    """`added`: what stores added to a coupon, by what it took off, in the half that is learned from. `on_days`: the
    baskets of the days on which their household redeemed something."""

    baskets: int = 0
    lines: int = 0
    discounted_lines: int = 0
    households: set[int] = field(default_factory=set)
    stores: set[int] = field(default_factory=set)
    sold: set[int] = field(default_factory=set)
    prices: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    added: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    on_days: dict[Day, list[Basket]] = field(default_factory=lambda: defaultdict(list))


def survey(journey: Journey) -> Survey:
    found = Survey()
    days = {(each.household, each.day) for each in journey.redemptions}
    progress = Progress("looking", "lines")
    for basket in journey.baskets:
        found.baskets += 1
        found.lines += len(basket.lines)
        found.households.add(basket.household)
        found.stores.add(basket.store)
        _goods(found, basket)
        if (day := (basket.household, basket.at.date())) in days:
            found.on_days[day].append(basket)
        progress.at(found.lines)
    return found


def _goods(found: Survey, basket: Basket) -> None:
    is_learned = is_learned_from(basket.household)
    for line in basket.lines:
        found.discounted_lines += bool(line.coupon)
        if not line.is_goods:
            continue
        found.sold.add(line.product)
        if line.shelf > 0:
            found.prices[line.product][-(-line.shelf // line.pieces)] += 1
        if line.coupon and is_learned:
            found.added[line.coupon][line.match] += 1
