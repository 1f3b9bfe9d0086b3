"""What a shelf holds, as plain values; and how much of it a channel may sell: pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID


class Shelf(NamedTuple):
    """The buckets of one variant at one location, for one channel.

    `on_hand` counts everything physically there and sellable to somebody: common, kept for channels, leased to tills.
    `kept_here` is kept for this channel, `kept_elsewhere` for others. Held parts are included in each. `leased` is set
    aside for tills off the common shelf, `kept_leased` out of what is kept for this channel.
    """

    common: int
    common_held: int
    kept_here: int
    kept_here_held: int
    kept_elsewhere: int
    kept_elsewhere_held: int
    in_transit: int
    damaged: int
    safety: int
    leased: int = 0
    kept_leased: int = 0

    @property
    def physical(self) -> int:
        """All that is there and may be sold to somebody."""
        return self.common + self.kept_here + self.kept_elsewhere + self.leased + self.kept_leased


@dataclass(frozen=True, slots=True)
class Level:
    """One line of the one availability answer all channels share. `sellable` is never below zero.

    `leased` is set aside for tills, each its own: part of `on_hand`, sellable to nobody else.
    """

    variant_id: UUID
    location_id: UUID
    on_hand: int
    held: int
    kept_for_others: int
    in_transit: int
    damaged: int
    safety: int
    sellable: int
    leased: int = 0


def sellable(shelf: Shelf) -> int:
    """What this channel may promise: its own units and the common ones that are not safety stock."""
    common = shelf.common - shelf.common_held - shelf.safety
    kept = shelf.kept_here - shelf.kept_here_held
    return (common if common > 0 else 0) + (kept if kept > 0 else 0)


def level(variant_id: UUID, location_id: UUID, shelf: Shelf) -> Level:
    """Sellable = on hand - held - kept for other channels - leased - safety; safety binds only the common shelf."""
    return Level(
        variant_id,
        location_id,
        on_hand=shelf.physical,
        held=shelf.common_held + shelf.kept_here_held + shelf.kept_elsewhere_held,
        kept_for_others=shelf.kept_elsewhere - shelf.kept_elsewhere_held,
        in_transit=shelf.in_transit,
        damaged=shelf.damaged,
        safety=shelf.safety,
        sellable=sellable(shelf),
        leased=shelf.leased + shelf.kept_leased,
    )


EMPTY = Shelf(0, 0, 0, 0, 0, 0, 0, 0, 0)
