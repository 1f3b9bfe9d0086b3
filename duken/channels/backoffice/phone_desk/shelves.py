"""Where the goods of a basket are, and when they could be had: live, for the person who is asked on the phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duken.carts.company import Holding
from duken.inventory import reads as inventory
from duken.kernel import clock
from duken.stores import promise
from duken.stores import reads as stores
from duken.stores.places import LocationRead


@dataclass(frozen=True, slots=True)
class Collectable:
    """A place that has the whole basket, and when it can be collected there."""

    place: LocationRead
    ready_by: datetime


class Shelves:
    """Sellable units by variant and place, one statement. What is kept for this very basket counts as free for it."""

    def __init__(self, variants: Sequence[UUID], channel: str, holding: Holding | None = None) -> None:
        self.places = stores.locations_selling_in(channel)
        found = inventory.availability(variants, channel=channel, locations=[one.id for one in self.places])
        self._free: dict[tuple[UUID, UUID], int] = {key: level.sellable for key, level in found.items()}
        for held in holding.held if holding else ():
            key = held.variant_id, holding.location_id  # type: ignore[union-attr]
            self._free[key] = self._free.get(key, 0) + held.quantity

    def at(self, variant: UUID, place: UUID) -> int:
        return max(0, self._free.get((variant, place), 0))

    def by_place(self, variant: UUID) -> list[tuple[LocationRead, int]]:
        """Places that have any, the fullest first."""
        found = [(place, self.at(variant, place.id)) for place in self.places]
        return sorted([one for one in found if one[1]], key=lambda one: -one[1])

    def most(self, variant: UUID) -> int:
        """The most that one place alone can give: an order comes from one place."""
        return max((self.at(variant, place.id) for place in self.places), default=0)

    def can_be_sent(self, basket: Mapping[UUID, int]) -> bool:
        return any(self._has(place, basket) for place in self.places)

    def collectable(self, basket: Mapping[UUID, int], mine: UUID | None) -> list[Collectable]:
        """Places with the whole basket that promise a time: the one we sit in first, then the soonest."""
        now = clock.now()
        found = [
            Collectable(place, ready)
            for place in self.places
            if place.is_pickup_point and self._has(place, basket) and (ready := promise.ready_by(place, now))
        ]
        return sorted(found, key=lambda one: (one.place.id != mine, one.ready_by, one.place.position))

    def _has(self, place: LocationRead, basket: Mapping[UUID, int]) -> bool:
        return bool(basket) and all(self.at(variant, place.id) >= wanted for variant, wanted in basket.items())
