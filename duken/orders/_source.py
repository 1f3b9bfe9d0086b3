"""Decide which location an order comes from, and what is to be held there: pure, over shelves read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from duken.carts.basket import Quote
from duken.inventory.errors import NotEnoughStock
from duken.inventory.hold import Want, hold_transfers
from duken.inventory.levels import EMPTY, Shelf, sellable
from duken.inventory.policies import choose_location
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Hold
from duken.orders._check import Asked
from duken.orders.errors import NoStoreHasAll


@dataclass(frozen=True, slots=True)
class Sourced:
    """Where an order comes from, and the holds of each of its lines."""

    location_id: UUID
    holds: tuple[tuple[Hold, ...], ...]


class Stock:
    """The shelves of one batch of orders: what an earlier draft of the batch took, a later one does not see."""

    def __init__(self, shelves: dict[tuple[UUID, UUID], Shelf], channel: str) -> None:
        self._shelves = shelves
        self._channel = channel

    def free(self, variants: Sequence[UUID], locations: Sequence[UUID]) -> dict[tuple[UUID, UUID], int]:
        return {
            (variant, location): sellable(shelf)
            for variant in variants
            for location in locations
            if (shelf := self._shelves.get((variant, location)))
        }

    def take(self, want: Want) -> tuple[Hold, ...]:
        key = (want.variant_id, want.location_id)
        shelf = self._shelves.get(key, EMPTY)
        holds = hold_transfers(want, shelf, channel=self._channel)
        common = sum(hold.amount for hold in holds if hold.source.bucket == "on_hand")
        self._shelves[key] = shelf._replace(
            common_held=shelf.common_held + common,
            kept_here_held=shelf.kept_here_held + want.quantity - common,
        )
        return tuple(holds)


def source_order(asked: Asked, quote: Quote, stock: Stock) -> Sourced | Refusal:
    """A location with the whole basket and the holds there; NotEnoughStock or NoStoreHasAll if there is none."""
    wants: dict[UUID, int] = {}
    for line in quote.lines:
        wants[line.variant_id] = wants.get(line.variant_id, 0) + line.quantity
    free = stock.free(list(wants), asked.candidates)
    location = choose_location(wants, asked.candidates, free)
    if location is None:
        return _shortage(wants, asked.candidates, free, {line.variant_id: line.sku for line in quote.lines})
    holds = tuple(stock.take(Want(line.variant_id, location, line.quantity)) for line in quote.lines)
    return Sourced(location, holds)


def _shortage(
    wants: dict[UUID, int], candidates: Sequence[UUID], free: dict[tuple[UUID, UUID], int], skus: dict[UUID, str]
) -> Refusal:
    """The first article no location has enough of, or all of them when each is somewhere but nowhere together."""
    for variant, quantity in wants.items():
        most = max((free.get((variant, location), 0) for location in candidates), default=0)
        if most < quantity:
            return NotEnoughStock(skus[variant], quantity, most)
    return NoStoreHasAll([skus[variant] for variant in wants])
