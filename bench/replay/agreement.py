"""How far what was predicted agrees with what was recorded, and why it does not where it does not. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from bench.replay.coupon_values import Worth, value_code
from bench.replay.journey import Coupon
from bench.replay.predict import Predicted
from bench.replay.visits import Visit

UNKNOWN, EXACT, CENT, DIFFERS = "unknown", "exact", "cent", "differs"
REASONS = {
    "unknown_shops": "The worth of a coupon of the shop's own is not known: its number carries none, and nobody in the "
    "learning half left a trace of it",
    "unknown_manufacturers": "The same for a manufacturer's coupon, nor for its value code",
    "nothing_recorded": "No coupon discount is recorded anywhere in the basket",
    "coupon_line_exact": "Exactly what was predicted, but on a line without goods (quantity 0)",
    "on_a_coupon_line": "Something else on a line without goods, nothing on the coupon's goods",
    "other_goods_exact": "Exactly what was predicted, but on goods that are not among the coupon's products",
    "on_other_goods": "Something else on goods that are not among the coupon's products, nothing on its own",
    "above_the_price": "More is recorded than the goods cost; Duken never takes off more than there is",
    "match_differs": "The coupon agrees to the cent, what the store added to it does not",
    "fewer_shops": "Several coupons: recorded is just what the manufacturers' are worth, the shop's own left no trace",
    "fewer_coupons": "Several coupons: recorded is exactly what some of them are worth, the others left no trace",
    "several_coupons": "Several coupons, and they add up to something else",
    "twice": "Exactly twice (three times …) the coupon: one redemption stands for several copies",
    "more_lines": "Several of its goods are discounted: by coupons that have no redemption",
    "value_varies": "The coupon took off different amounts in the learning half",
    "by_value_code": "The value was inferred from coupons with the same value code, and is another",
    "other": "None of these",
}  # told in this order; the first that fits counts
CAUSES = {
    "What a coupon was worth is not in the record": ("unknown_shops", "unknown_manufacturers"),
    "The redemption is recorded, the discount is not": ("nothing_recorded", "fewer_shops", "fewer_coupons"),
    "The discount is recorded elsewhere in the basket": (
        "coupon_line_exact", "on_a_coupon_line", "other_goods_exact", "on_other_goods",
    ),
    "More coupons than redemptions": ("twice", "more_lines", "several_coupons"),
    "Our guess of the worth": ("match_differs", "value_varies", "by_value_code"),
    "Duken's rules": ("above_the_price",),
    "Not explained": ("other",),
}  # fmt: skip
LINE_REASONS = {
    "shared": "The basket agrees; Duken shares a coupon over all its goods, recorded it stands on one line",
    "basket_differs": "The basket differs, for a reason above",
}


class Compared(NamedTuple):
    """One visit. `recorded` and `predicted` are of the lines that its coupons are on, in their order."""

    visit: Visit
    recorded: tuple[int, ...]
    predicted: tuple[int, ...]
    level: str
    reason: str = ""  # of one that does not agree

    @property
    def is_recorded(self) -> bool:
        return any(self.recorded)


def compare(visit: Visit, predicted: Predicted, worths: Mapping[Coupon, Worth]) -> Compared:
    """A basket with a coupon whose worth is unknown is not predicted, and so never agrees."""
    goods, covered = visit.goods, visit.covered
    recorded = tuple(goods[at].coupon + goods[at].match for at in covered)
    ours = tuple(predicted.off[at] for at in covered)
    if unknown := visit.covers.keys() - worths.keys():
        why = "unknown_manufacturers" if all(map(value_code, unknown)) else "unknown_shops"
        return Compared(visit, recorded, ours, UNKNOWN, why)
    level = _level(sum(recorded), sum(ours))
    return Compared(visit, recorded, ours, level, _why(visit, recorded, sum(ours), worths) if level == DIFFERS else "")


def _level(recorded: int, predicted: int) -> str:
    gap = abs(recorded - predicted)
    return EXACT if not gap else CENT if gap == 1 else DIFFERS


def _why(visit: Visit, lines: Sequence[int], predicted: int, worths: Mapping[Coupon, Worth]) -> str:
    goods, covered, recorded = visit.goods, visit.covered, sum(lines)
    known = [worths[coupon] for coupon in visit.covers]
    manufacturers = [worths[coupon].total for coupon in visit.covers if value_code(coupon)]
    elsewhere = [line.coupon + line.match for at, line in enumerate(goods) if at not in covered]
    fits = {
        "nothing_recorded": not any(line.coupon for line in visit.basket.lines),
        "coupon_line_exact": not recorded and on_coupon_lines(visit) == predicted,
        "on_a_coupon_line": not recorded and on_coupon_lines(visit) > 0,
        "other_goods_exact": not recorded and predicted in elsewhere,
        "on_other_goods": not recorded,
        "above_the_price": recorded > sum(goods[at].price for at in covered),
        "match_differs": sum(goods[at].coupon for at in covered) == sum(worth.face for worth in known),
        "fewer_shops": 0 < len(manufacturers) < len(known) and recorded == sum(manufacturers),
        "fewer_coupons": recorded in _sums_of_some(worth.total for worth in known),
        "several_coupons": len(known) > 1,
        "twice": predicted > 0 and recorded % predicted == 0,
        "more_lines": sum(1 for amount in lines if amount) > 1,
        "value_varies": any(worth.source == "own" and worth.same < worth.seen for worth in known),
        "by_value_code": any(worth.source == "value_code" for worth in known),
        "other": True,
    }
    return next(reason for reason in REASONS if fits.get(reason))


def _sums_of_some(amounts: Iterable[int]) -> set[int]:
    """What some of them, neither none nor all, come to."""
    each = list(amounts)
    return {sum(some) for count in range(1, len(each)) for some in combinations(each, count)}


def on_coupon_lines(visit: Visit) -> int:
    """What stands on lines without goods."""
    return sum(line.coupon + line.match for line in visit.basket.lines if not line.is_goods)


def told(compared: Sequence[Compared], worths: Mapping[Coupon, Worth]) -> dict[str, Any]:
    """Counts of baskets and lines, and the money, as they are kept in the results."""
    known = [each for each in compared if each.level != UNKNOWN]
    own = [each for each in known if all(worths[coupon].source == "own" for coupon in each.visit.covers)]
    return {
        "baskets": {
            "all": _levels(compared),
            "known": _levels(known),
            "manufacturers": _levels(each for each in known if all(map(value_code, each.visit.covers))),
            "recorded": _levels(each for each in known if each.is_recorded),
            "recorded_own": _levels(each for each in own if each.is_recorded),
            "recorded_value_code": _levels(each for each in known if each.is_recorded and each not in own),
            "recorded_one_coupon": _levels(each for each in known if each.is_recorded and len(each.visit.covers) == 1),
        },
        "lines": _levels(known, _line_levels),
        "recorded_minor": sum(sum(each.recorded) for each in known),
        "predicted_minor": sum(sum(each.predicted) for each in known),
        "reasons": dict(Counter(each.reason for each in compared if each.reason)),
        "line_reasons": dict(Counter(_line_reasons(known))),
        "unsure_baskets": sum(not each.visit.is_sure for each in compared),
    }


def _levels(compared: Iterable[Compared], of: Any = lambda each: [each.level]) -> dict[str, int]:
    found = Counter(level for each in compared for level in of(each))
    return {"all": found.total(), **found}


def _line_levels(each: Compared) -> list[str]:
    return [_level(*amounts) for amounts in zip(each.recorded, each.predicted, strict=True)]


def _line_reasons(compared: Iterable[Compared]) -> Iterable[str]:
    for each in compared:
        why = "basket_differs" if each.level == DIFFERS else "shared"
        yield from (why for level in _line_levels(each) if level == DIFFERS)
