"""Decide which location an order comes from, and what is to be held there: pure, over shelves read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from duken.carts.basket import Quote
from duken.carts.company import Holding
from duken.inventory.accounts import KEPT, ON_HAND
from duken.inventory.errors import NotEnoughStock
from duken.inventory.hold import Want, hold_transfers
from duken.inventory.levels import EMPTY, Shelf, sellable
from duken.inventory.policies import Candidate, choose_location
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Hold
from duken.orders._check import Asked
from duken.orders.errors import NoStoreHasAll


class Sourced(NamedTuple):
    """Where an order comes from, and the holds of each of its lines."""

    location_id: UUID
    holds: tuple[tuple[Hold, ...], ...]


class Stock:
    """The shelves of one batch of orders: what an earlier draft of the batch took, a later one does not see."""

    def __init__(self, shelves: dict[UUID, dict[UUID, Shelf]], channel: str) -> None:
        self._shelves = shelves
        self._channel = channel

    def candidates(self, variants: Iterable[UUID], locations: Sequence[UUID]) -> list[Candidate]:
        """What is free of each variant at each location."""
        places = [self._shelves.get(variant, {}) for variant in variants]
        return [Candidate(location, [_free(shelves.get(location)) for shelves in places]) for location in locations]

    def take(self, want: Want) -> tuple[Hold, ...]:
        places = self._shelves.setdefault(want.variant_id, {})
        shelf = places.get(want.location_id, EMPTY)
        holds = hold_transfers(want, shelf, channel=self._channel)
        common = sum(hold.amount for hold in holds if hold.source.bucket == ON_HAND)
        places[want.location_id] = shelf._replace(
            common_held=shelf.common_held + common,
            kept_here_held=shelf.kept_here_held + want.quantity - common,
        )
        return tuple(holds)

    def give(self, holding: Holding, *, back: bool = False) -> None:
        """What is kept for a basket is free for the order it becomes; `back` when no order came of it."""
        for one in holding.held:
            places = self._shelves.setdefault(one.variant_id, {})
            shelf = places.get(holding.location_id, EMPTY)
            change = one.quantity if back else -one.quantity
            if one.bucket == ON_HAND:
                shelf = shelf._replace(common_held=shelf.common_held + change)
            elif one.bucket == KEPT + self._channel:
                shelf = shelf._replace(kept_here_held=shelf.kept_here_held + change)
            places[holding.location_id] = shelf


def source_order(asked: Asked, quote: Quote, stock: Stock) -> Sourced | Refusal:
    """A location with the whole basket and the holds there; NotEnoughStock or NoStoreHasAll if there is none."""
    wants: dict[UUID, int] = {}
    for line in quote.lines:
        wants[line.variant_id] = wants.get(line.variant_id, 0) + line.quantity
    quantities = list(wants.values())
    candidates = stock.candidates(wants, asked.candidates)
    location = choose_location(quantities, candidates)
    if location is None:
        skus = {line.variant_id: line.sku for line in quote.lines}
        return _shortage(quantities, candidates, [skus[variant] for variant in wants])
    holds = tuple([stock.take(Want(line.variant_id, location, line.quantity)) for line in quote.lines])
    return Sourced(location, holds)


def _free(shelf: Shelf | None) -> int:
    return sellable(shelf) if shelf else 0


def _shortage(quantities: Sequence[int], candidates: Sequence[Candidate], skus: Sequence[str]) -> Refusal:
    """The first article no location has enough of, or all of them when each is somewhere but nowhere together."""
    for at, (sku, quantity) in enumerate(zip(skus, quantities, strict=True)):
        most = max((candidate.free[at] for candidate in candidates), default=0)
        if most < quantity:
            return NotEnoughStock(sku, quantity, most)
    return NoStoreHasAll(list(skus))
