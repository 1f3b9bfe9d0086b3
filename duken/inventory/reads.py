"""Questions about stock: one availability read for all channels. They change nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from duken.inventory import accounts
from duken.inventory.levels import EMPTY, Level, Shelf, level
from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.ledger import reads as ledger

__all__ = [
    "Level",
    "Shelf",
    "availability",
    "locked_on_hand",
    "locked_shelves",
    "movements",
    "shelves",
    "totals",
]


def availability(
    variants: Sequence[UUID], *, channel: str, locations: Sequence[UUID] | None = None
) -> dict[tuple[UUID, UUID], Level]:
    """Level by (variant, location), one statement. Pairs that never saw stock are absent: they are all zeros."""
    return {key: level(*key, shelf) for key, shelf in shelves(variants, channel=channel, locations=locations).items()}


def totals(variants: Sequence[UUID], *, channel: str, locations: Sequence[UUID] | None = None) -> dict[UUID, int]:
    """Sellable by variant, added up over locations."""
    summed: dict[UUID, int] = dict.fromkeys(variants, 0)
    for (variant, _), found in availability(variants, channel=channel, locations=locations).items():
        summed[variant] += found.sellable
    return summed


def shelves(
    variants: Sequence[UUID], *, channel: str, locations: Sequence[UUID] | None = None
) -> dict[tuple[UUID, UUID], Shelf]:
    """The buckets behind the levels, one statement."""
    return _gather(sql.rows(_SHELVES, _wanted(variants, locations)), channel)


def locked_shelves(
    variants: Sequence[UUID], *, channel: str, locations: Sequence[UUID]
) -> dict[tuple[UUID, UUID], Shelf]:
    """The same, with every row locked in the ledger's order to the end of the transaction."""
    sql.rows(
        """SELECT id FROM ledger_account WHERE book = 'stock' AND floor IS NOT NULL
           AND unit = ANY(%(units)s) AND place = ANY(%(places)s) ORDER BY id FOR UPDATE""",
        _wanted(variants, locations),
    )
    return shelves(variants, channel=channel, locations=locations)


def locked_on_hand(variants: Sequence[UUID], location_id: UUID) -> dict[UUID, int]:
    """Units on the common shelf, held ones included; the rows stay locked to the end of the transaction."""
    found = sql.rows(
        """SELECT unit, posted FROM ledger_account WHERE id = ANY(%s) ORDER BY id FOR UPDATE""",
        [[accounts.on_hand(variant, location_id).id for variant in variants]],
    )
    return {UUID(unit): posted for unit, posted in found}


def movements(
    variant_id: UUID,
    *,
    location_id: UUID,
    channel: str = "",
    before: datetime | None = None,
    limit: int = 100,
    by: Actor,
) -> list[ledger.Movement]:
    """Every entry that moved a variant at a location, newest first."""
    by.require("inventory.read", store=location_id)
    buckets = [accounts.on_hand(variant_id, location_id), accounts.damaged(variant_id, location_id)]
    buckets.append(accounts.in_transit(variant_id, location_id))
    if channel:
        buckets.append(accounts.kept_for(channel, variant_id, location_id))
    return ledger.movements(accounts=buckets, before=before, limit=limit)


_SHELVES = """
SELECT a.unit, a.place, a.bucket, a.posted, a.held, coalesce(s.quantity, 0)
FROM ledger_account a
LEFT JOIN inventory_safetystock s ON s.variant_id = a.unit::uuid AND s.location_id = a.place::uuid
WHERE a.book = 'stock' AND a.floor IS NOT NULL AND a.unit = ANY(%(units)s)
  AND (%(everywhere)s OR a.place = ANY(%(places)s))
"""


def _wanted(variants: Sequence[UUID], locations: Sequence[UUID] | None) -> dict[str, object]:
    return {
        "units": [str(variant) for variant in variants],
        "everywhere": locations is None,
        "places": [str(location) for location in locations or ()],
    }


def _gather(rows: Iterable[tuple[str, str, str, int, int, int]], channel: str) -> dict[tuple[UUID, UUID], Shelf]:
    own = accounts.KEPT + channel
    found: dict[tuple[str, str], Shelf] = defaultdict(lambda: EMPTY)
    for unit, place, bucket, posted, held, safety in rows:
        key = (unit, place)
        shelf = found[key]._replace(safety=safety)
        if bucket == accounts.ON_HAND:
            shelf = shelf._replace(common=posted, common_held=held)
        elif bucket == own:
            shelf = shelf._replace(kept_here=posted, kept_here_held=held)
        elif bucket.startswith(accounts.KEPT):
            shelf = shelf._replace(
                kept_elsewhere=shelf.kept_elsewhere + posted,
                kept_elsewhere_held=shelf.kept_elsewhere_held + held,
            )
        elif bucket == accounts.IN_TRANSIT:
            shelf = shelf._replace(in_transit=posted)
        elif bucket == accounts.DAMAGED:
            shelf = shelf._replace(damaged=posted)
        found[key] = shelf
    return {(UUID(unit), UUID(place)): shelf for (unit, place), shelf in found.items()}
