"""Decisions a shop may replace: pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import le, sub
from typing import NamedTuple
from uuid import UUID

Wants = Sequence[int]  # how much of each article of a basket


class Candidate(NamedTuple):
    """A location a basket might come from: what is free there of each article, in the order of the wants."""

    location_id: UUID
    free: Sequence[int]


def can_fill(wants: Wants, candidate: Candidate) -> bool:
    """The whole basket is there."""
    return all(map(le, wants, candidate.free))


def first_that_can_fill(wants: Wants, candidates: Sequence[Candidate]) -> UUID | None:
    """The first location, in the order given (nearest, or the shop's own order), that has the whole basket."""
    return next((candidate.location_id for candidate in candidates if can_fill(wants, candidate)), None)


def fullest_that_can_fill(wants: Wants, candidates: Sequence[Candidate]) -> UUID | None:
    """The location that keeps most after filling the basket: spreads demand, leaves the last units where they sell."""
    able = [candidate for candidate in candidates if can_fill(wants, candidate)]
    if not able:
        return None

    def left(candidate: Candidate) -> int:
        return min(map(sub, candidate.free, wants))

    return max(able, key=left).location_id


ChooseLocation = Callable[[Wants, Sequence[Candidate]], UUID | None]
choose_location: ChooseLocation = fullest_that_can_fill
