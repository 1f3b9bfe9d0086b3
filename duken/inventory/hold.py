"""Hold stock for somebody: as ledger transfers that go into the same chain as whatever else must be true with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.inventory import accounts
from duken.inventory.levels import Shelf
from duken.ledger.entries import Capture, Hold, HoldId, Release


class Want(NamedTuple):
    """So many of a variant from one location, for a channel, under a name (an order line)."""

    variant_id: UUID
    location_id: UUID
    quantity: int


def hold_transfers(want: Want, shelf: Shelf, *, channel: str, expires_at: datetime | None = None) -> list[Hold]:
    """One hold, or two when part comes from what is kept for the channel: that part is used first.

    Whether there is enough is decided by the ledger when the chain is posted; safety stock stays free.
    """
    target = accounts.customer(want.variant_id)
    from_kept = min(want.quantity, max(0, shelf.kept_here - shelf.kept_here_held))
    holds = []
    if from_kept:
        source = accounts.kept_for(channel, want.variant_id, want.location_id)
        holds.append(Hold(source, target, from_kept, expires_at=expires_at))
    if want.quantity > from_kept:
        source = accounts.on_hand(want.variant_id, want.location_id)
        holds.append(Hold(source, target, want.quantity - from_kept, leaving=shelf.safety, expires_at=expires_at))
    return holds


def ship_transfers(holds: Sequence[tuple[HoldId, int]], quantity: int) -> list[Capture | Release]:
    """End the holds of one line by handing over `quantity` of what they promise (hold id, held); the rest is free."""
    ends: list[Capture | Release] = []
    left = quantity
    for hold, held in holds:
        taken = min(left, held)
        ends.append(Capture(hold, taken) if taken else Release(hold, "not taken"))
        left -= taken
    assert left == 0, "more is handed over than was held"
    return ends


def release_transfers(holds: Sequence[HoldId], reason: str) -> list[Release]:
    return [Release(hold, reason) for hold in holds]
