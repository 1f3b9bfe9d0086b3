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
    "nothing_recorded": "No coupon discount is recorded anywhere in the basket",
    "on_a_coupon_line": "Nothing is recorded on the coupon's goods, but the basket has a line without goods "
    "(quantity 0) that carries a coupon discount",
    "on_other_goods": "Nothing is recorded on the coupon's goods, only on goods that are not among its products",
    "above_the_price": "More is recorded than the goods cost; Duken never takes off more than there is",
    "match_differs": "The coupon agrees to the cent, what the store added to it does not",
    "fewer_coupons": "Several coupons: recorded is exactly what some of them are worth, the others left no trace",
    "several_coupons": "Several coupons, and they add up to something else",
    "twice": "Exactly twice (three times …) the coupon: one redemption stands for several copies",
    "more_lines": "Several of its goods are discounted: by coupons that have no redemption",
    "value_varies": "The coupon took off different amounts in the learning half",
    "by_value_code": "The value was inferred from coupons with the same value code, and is another",
    "other": "None of these",
}  # told in this order; the first that fits counts
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
    reason: str = ""  # of one that differs

    @property
    def is_recorded(self) -> bool:
        return any(self.recorded)


def compare(visit: Visit, predicted: Predicted, worths: Mapping[Coupon, Worth]) -> Compared:
    """A basket with a coupon whose worth is unknown is not predicted, and so never agrees."""
    goods, covered = visit.goods, visit.covered
    recorded = tuple(goods[at].coupon + goods[at].match for at in covered)
    ours = tuple(predicted.off[at] for at in covered)
    if not visit.covers.keys() <= worths.keys():
        return Compared(visit, recorded, ours, UNKNOWN)
    level = _level(sum(recorded), sum(ours))
    known = [worths[coupon] for coupon in visit.covers]
    return Compared(visit, recorded, ours, level, _why(visit, recorded, sum(ours), known) if level == DIFFERS else "")


def _level(recorded: int, predicted: int) -> str:
    gap = abs(recorded - predicted)
    return EXACT if not gap else CENT if gap == 1 else DIFFERS


def _why(visit: Visit, lines: Sequence[int], predicted: int, known: Sequence[Worth]) -> str:
    goods, covered, recorded = visit.goods, visit.covered, sum(lines)
    fits = {
        "nothing_recorded": not any(line.coupon for line in visit.basket.lines),
        "on_a_coupon_line": not recorded and on_coupon_lines(visit) > 0,
        "on_other_goods": not recorded,
        "above_the_price": recorded > sum(goods[at].price for at in covered),
        "match_differs": sum(goods[at].coupon for at in covered) == sum(worth.face for worth in known),
        "fewer_coupons": recorded in _sums_of_some(worth.total for worth in known),
        "several_coupons": len(known) > 1,
        "twice": predicted > 0 and recorded % predicted == 0,
        "more_lines": sum(1 for amount in lines if amount) > 1,
        "value_varies": any(worth.source == "own" and worth.same < worth.seen for worth in known),
        "by_value_code": any(worth.source == "value_code" for worth in known),
        "other": True,
    }
    return next(reason for reason in REASONS if fits[reason])


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
    moved = [each for each in known if each.reason == "on_a_coupon_line"]
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
        "reasons": dict(Counter(each.reason for each in known if each.reason)),
        "line_reasons": dict(Counter(_line_reasons(known))),
        "coupon_line_is_the_amount": sum(on_coupon_lines(each.visit) == sum(each.predicted) for each in moved),
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
