"""What a basket carries besides goods: who of the staff works on it, and stock that is kept for it. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from duken.kernel import clock

HERE_FOR = timedelta(minutes=5)  # without touching the basket


class Attendant(NamedTuple):
    """Who works on a basket, and when they last did."""

    actor: str
    name: str
    at: datetime


class Held(NamedTuple):
    """One promise of the ledger: so many of an article, on the common shelf or kept for a channel."""

    hold_id: UUID
    variant_id: UUID
    bucket: str
    quantity: int


class Holding(NamedTuple):
    """Stock kept for a basket in one place, until."""

    location_id: UUID
    until: datetime
    held: tuple[Held, ...]


def read_attendant(stored: Mapping[str, Any] | None) -> Attendant | None:
    """Who is there still; whoever has not touched the basket for a while is not."""
    if not stored:
        return None
    at = datetime.fromisoformat(stored["at"])
    return Attendant(stored["actor"], stored["name"], at) if clock.now() - at < HERE_FOR else None


def read_holding(stored: Mapping[str, Any] | None, *, at: datetime | None = None) -> Holding | None:
    """What is still kept at a moment (now): its time may be over."""
    if not stored:
        return None
    until = datetime.fromisoformat(stored["until"])
    if until <= (at or clock.now()):
        return None
    held = tuple(Held(UUID(hold), UUID(variant), bucket, amount) for hold, variant, bucket, amount in stored["held"])
    return Holding(UUID(stored["location_id"]), until, held)
