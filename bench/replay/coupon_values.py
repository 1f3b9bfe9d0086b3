"""What a coupon is worth: not in the data, so it is inferred from what it took off in one half of the households. Pure.

A coupon is worth what was most often recorded for it. One that was never redeemed in that half is worth what was most
often recorded for coupons with the same value code: in a manufacturer's coupon (a UPC that begins with 5) the last two
of its eleven digits name the offer, the same offer for everybody. What the store adds to a coupon is looked up by its
worth, in the same half. No table of value codes and no rule of matching is built in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from bench.replay.journey import Coupon
from bench.replay.visits import Visit

Source = Literal["own", "value_code"]


class Worth(NamedTuple):
    """`face` comes from the manufacturer, `match` from the store; `seen`: how often, `same`: how often just this."""

    face: int
    match: int
    source: Source
    seen: int
    same: int

    @property
    def total(self) -> int:
        return self.face + self.match


def value_code(coupon: Coupon) -> str:
    """The last two digits of a manufacturer's coupon; empty for the shop's own, which carry no value."""
    text = str(coupon.upc)
    return text[-2:] if len(text) == 11 and text[0] == "5" else ""


def infer(
    coupons: Iterable[Coupon], learned: Sequence[Visit], added: Mapping[int, Counter[int]]
) -> dict[Coupon, Worth]:
    """The worth of each coupon that can be known. `added`: what stores added, by what a coupon took off, in all baskets
    of the half that is learned from."""
    own: dict[Coupon, Counter[int]] = defaultdict(Counter)
    by_code: dict[str, Counter[int]] = defaultdict(Counter)
    for visit in learned:
        for coupon, face in _seen(visit):
            own[coupon][face] += 1
            if code := value_code(coupon):
                by_code[code][face] += 1
    found = {}
    for coupon in coupons:
        for source, faces in (("own", own.get(coupon)), ("value_code", by_code.get(value_code(coupon)))):
            if faces:
                face = _most_often(faces)
                found[coupon] = Worth(
                    face,
                    _most_often(added[face]),
                    "own" if source == "own" else "value_code",
                    faces.total(),
                    faces[face],
                )
                break
    return found


def _seen(visit: Visit) -> Iterable[tuple[Coupon, int]]:
    """What coupons took off where there is no doubt: exactly one discounted line, which no other coupon is on."""
    goods = visit.goods
    for coupon, on in visit.covers.items():
        others = frozenset().union(*(lines for other, lines in visit.covers.items() if other != coupon))
        discounted = [at for at in on if goods[at].coupon]
        if len(discounted) == 1 and discounted[0] not in others:
            yield coupon, goods[discounted[0]].coupon


def _most_often(seen: Counter[int]) -> int:
    """Of equals the least."""
    return min(seen, key=lambda amount: (-seen[amount], amount))
