"""Where things are: levels of all places of this channel, read once, asked many ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duken.carts.company import Holding
from duken.channels.storefront import visitor
from duken.inventory import reads as inventory
from duken.inventory.policies import Candidate, can_fill
from duken.stores import promise
from duken.stores import reads as stores
from duken.stores.places import LocationRead


@dataclass(frozen=True, slots=True)
class ReadyAt:
    """A place that has the whole basket, and when it can be collected there."""

    place: LocationRead
    ready_by: datetime


class Stock:
    """Sellable units by variant and place, one statement for any number of variants. What is kept for the basket that
    asks (`holding`) is free for it."""

    def __init__(self, variants: Sequence[UUID], holding: Holding | None = None) -> None:
        self.places = stores.locations_selling_in(visitor.CHANNEL)
        places = [place.id for place in self.places]
        found = inventory.availability(variants, channel=visitor.CHANNEL, locations=places) if variants else {}
        self._free = {key: level.sellable for key, level in found.items()}
        if holding:
            for kept in holding.held:
                key = kept.variant_id, holding.location_id
                self._free[key] = self._free.get(key, 0) + kept.quantity

    def at(self, variant: UUID, place: UUID) -> int:
        return self._free.get((variant, place), 0)

    def total(self, variant: UUID) -> int:
        return sum(self.at(variant, place.id) for place in self.places)

    def most_together(self, variant: UUID) -> int:
        """The most that one place alone can give: an order comes from one place."""
        return max((self.at(variant, place.id) for place in self.places), default=0)

    def can_be_sent(self, basket: Mapping[UUID, int]) -> bool:
        return any(self._has(place, basket) for place in self.places)

    def collectable(self, basket: Mapping[UUID, int], at: datetime, mine: LocationRead | None) -> list[ReadyAt]:
        """Places with the whole basket that promise a time: my shop first, then the soonest."""
        found = [
            ReadyAt(place, ready)
            for place in self.places
            if place.is_pickup_point and self._has(place, basket) and (ready := promise.ready_by(place, at))
        ]
        mine_id = mine.id if mine else None
        return sorted(found, key=lambda one: (one.place.id != mine_id, one.ready_by, one.place.position))

    def _has(self, place: LocationRead, basket: Mapping[UUID, int]) -> bool:
        candidate = Candidate(place.id, [self.at(variant, place.id) for variant in basket])
        return can_fill(list(basket.values()), candidate)
