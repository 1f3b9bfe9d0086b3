"""Decisions a shop may replace: pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

Wants = Mapping[UUID, int]  # variant -> quantity
Free = Mapping[tuple[UUID, UUID], int]  # (variant, location) -> sellable


def can_fill(wants: Wants, location: UUID, free: Free) -> bool:
    """The whole basket is there."""
    return all(free.get((variant, location), 0) >= quantity for variant, quantity in wants.items())


def first_that_can_fill(wants: Wants, candidates: Sequence[UUID], free: Free) -> UUID | None:
    """The first location, in the order given (nearest, or the shop's own order), that has the whole basket."""
    return next((location for location in candidates if can_fill(wants, location, free)), None)


def fullest_that_can_fill(wants: Wants, candidates: Sequence[UUID], free: Free) -> UUID | None:
    """The location that keeps most after filling the basket: spreads demand, leaves the last units where they sell."""
    able = [location for location in candidates if can_fill(wants, location, free)]
    if not able:
        return None

    def left(location: UUID) -> int:
        return min(free.get((variant, location), 0) - quantity for variant, quantity in wants.items())

    return max(able, key=left)


ChooseLocation = Callable[[Wants, Sequence[UUID], Free], UUID | None]
choose_location: ChooseLocation = fullest_that_can_fill
