"""What each effect takes off, given what earlier promotions have left of every line. Pure, whole minor units.

What is left of a line is worth the same for each of its pieces. Every effect takes at most what is there, and one
minor unit less to begin with never makes it take more than one less: one promotion more never costs a shopper anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch
from typing import NamedTuple

from duken.kernel.money import share_minor
from duken.promotions.basket import PromotionLine
from duken.promotions.match import Shelf
from duken.promotions.rule import (
    AmountOff,
    AmountOffEach,
    Bundle,
    CheapestFree,
    FixedPrice,
    FreeDelivery,
    Gift,
    MultiplyPoints,
    Percent,
)
from duken.tax.amounts import divide_half_up

WHOLE = 10_000


class Take(NamedTuple):
    """So much off these lines together; no lines means off the delivery."""

    amount_minor: int
    positions: tuple[int, ...] = ()


class Counter(NamedTuple):
    """What lies on the counter: the lines, what is left of each, and of the delivery."""

    shelf: Shelf
    left: Sequence[int]
    delivery_left: int

    def line(self, at: int) -> PromotionLine:
        return self.shelf.lines[at]

    def worth(self, at: int, pieces: int, basis_points: int = WHOLE) -> int:
        """What so many pieces of a line are worth now."""
        return divide_half_up(self.left[at] * pieces * basis_points, self.line(at).pieces * WHOLE)

    def in_order(self, positions: Iterable[int]) -> list[int]:
        """By article, not by place in the basket: the same basket costs the same in any order."""
        return sorted(positions, key=lambda at: (*self.line(at).rank, self.left[at], at))

    def cheapest_first(self, positions: Iterable[int]) -> list[int]:
        return sorted(self.in_order(positions), key=lambda at: _piece_price(self.line(at)))


def _piece_price(line: PromotionLine) -> int:
    return line.unit_price_minor if line.per == 1 else line.subtotal_minor


@singledispatch
def takes(effect: object, counter: Counter, positions: tuple[int, ...]) -> list[Take]:
    """What an effect takes off, before any cap."""
    raise AssertionError(f"no such effect: {effect!r}")


@takes.register
def _(effect: Percent, counter: Counter, positions: tuple[int, ...]) -> list[Take]:
    left = sum(counter.left[at] for at in positions)
    return [Take(divide_half_up(left * effect.basis_points, WHOLE), positions)]


@takes.register
def _(effect: AmountOff, counter: Counter, positions: tuple[int, ...]) -> list[Take]:
    return [Take(min(effect.amount_minor, sum(counter.left[at] for at in positions)), positions)]


@takes.register
def _(effect: AmountOffEach, counter: Counter, positions: tuple[int, ...]) -> list[Take]:
    return [
        Take(min(effect.amount_minor * counter.line(at).pieces, counter.left[at]), (at,))
        for at in counter.in_order(positions)
    ]


@takes.register
def _(effect: FixedPrice, counter: Counter, positions: tuple[int, ...]) -> list[Take]:
    found = []
    for at in counter.in_order(positions):
        line = counter.line(at)
        price = divide_half_up(effect.price_minor * line.quantity, line.per)
        found.append(Take(max(counter.left[at] - price, 0), (at,)))
    return found


@takes.register
def _(effect: CheapestFree, counter: Counter, positions: tuple[int, ...]) -> list[Take]:
    times = min(counter.shelf.pieces(positions) // effect.of, effect.times)
    return _pieces_off(counter, counter.cheapest_first(positions), times * effect.free, effect.basis_points)


@takes.register
def _(effect: Gift, counter: Counter, positions: tuple[int, ...]) -> list[Take]:
    given = [at for at, line in enumerate(counter.shelf.lines) if line.sku == effect.sku]
    return _pieces_off(counter, counter.in_order(given), effect.quantity)


def _pieces_off(counter: Counter, positions: Sequence[int], pieces: int, basis_points: int = WHOLE) -> list[Take]:
    """The first so many pieces of these lines, in the order given."""
    found = []
    for at in positions:
        some = min(pieces, counter.line(at).pieces)
        if some > 0:
            found.append(Take(counter.worth(at, some, basis_points), (at,)))
            pieces -= some
    return found


@takes.register
def _(effect: Bundle, counter: Counter, positions: tuple[int, ...]) -> list[Take]:
    """The number of bundles that takes most off; of equals the fewest."""
    places = [counter.cheapest_first(counter.shelf.positions(part.goods))[::-1] for part in effect.parts]
    best: list[Take] = []
    for times in range(1, effect.times + 1):
        used = _bundled(effect, counter, places, times)
        if used is None:
            break
        worth = {at: counter.worth(at, used[at]) for at in counter.in_order(used)}
        off = sum(worth.values()) - effect.price_minor * times
        if off > sum(take.amount_minor for take in best):
            best = [Take(part, (at,)) for at, part in zip(worth, share_minor(off, list(worth.values())), strict=True)]
    return best


def _bundled(effect: Bundle, counter: Counter, places: Sequence[list[int]], times: int) -> dict[int, int] | None:
    """Pieces of each line in so many bundles, the dearest first; None when there are not enough. Parts may overlap."""
    used: dict[int, int] = {}
    for part, candidates in zip(effect.parts, places, strict=True):
        wanted = part.quantity * times
        for at in candidates:
            some = min(wanted, counter.line(at).pieces - used.get(at, 0))
            if some:
                used[at] = used.get(at, 0) + some
                wanted -= some
        if wanted:
            return None
    return used


@takes.register
def _(effect: FreeDelivery, counter: Counter, positions: tuple[int, ...]) -> list[Take]:
    limit = effect.up_to_minor
    return [Take(counter.delivery_left if limit is None else min(limit, counter.delivery_left))]


@takes.register
def _(effect: MultiplyPoints, counter: Counter, positions: tuple[int, ...]) -> list[Take]:
    return []
