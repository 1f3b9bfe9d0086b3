"""Questions about stock: one availability read for all channels. They change nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from duken.inventory import accounts
from duken.inventory.levels import EMPTY, Level, Shelf, level
from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.ledger import reads as ledger
from duken.ledger.entries import Account
from duken.ledger.lock import lock_accounts

__all__ = [
    "Level",
    "Shelf",
    "availability",
    "leased",
    "lock_shelves",
    "locked_on_hand",
    "locked_shelves",
    "movements",
    "sellable",
    "sellable_later",
    "selling_shelves",
    "shelves",
    "shelves_by_variant",
    "totals",
]


def availability(
    variants: Sequence[UUID], *, channel: str, locations: Sequence[UUID] | None = None
) -> dict[tuple[UUID, UUID], Level]:
    """Level by (variant, location), one statement. Pairs that never saw stock are absent: they are all zeros."""
    return {key: level(*key, shelf) for key, shelf in shelves(variants, channel=channel, locations=locations).items()}


def sellable(
    variants: Sequence[UUID], *, channel: str, locations: Sequence[UUID] | None = None
) -> dict[UUID, dict[UUID, int]]:
    """Only how many may be sold, article by article and place by place: what a shelf or a page shows. As promised by
    `levels.sellable`, reckoned where the rows lie; pairs that never saw stock are absent."""
    return sellable_later(variants, channel=channel, locations=locations)()


def sellable_later(
    variants: Sequence[UUID], *, channel: str, locations: Sequence[UUID] | None = None
) -> Callable[[], dict[UUID, dict[UUID, int]]]:
    """The same question on its way, for `sql.together`; call what comes back for the answer."""
    asked = sql.ask(_SELLABLE, _wanted(variants, locations) | {"own": accounts.KEPT + channel})

    def told() -> dict[UUID, dict[UUID, int]]:
        found: dict[str, dict[UUID, int]] = {}
        for unit, place, quantity in asked.rows():
            found.setdefault(unit, {})[_id(place)] = quantity
        return {_id(unit): places for unit, places in found.items()}

    return told


def totals(variants: Sequence[UUID], *, channel: str, locations: Sequence[UUID] | None = None) -> dict[UUID, int]:
    """Sellable by variant, added up over locations."""
    wanted = _wanted(variants, locations) | {"own": accounts.KEPT + channel}
    found = sql.ask(f"SELECT unit, sum(quantity)::bigint FROM ({_SELLABLE}) there GROUP BY unit", wanted)  # noqa: S608
    return dict.fromkeys(variants, 0) | {_id(unit): quantity for unit, quantity in found.rows()}


def shelves(
    variants: Sequence[UUID], *, channel: str, locations: Sequence[UUID] | None = None
) -> dict[tuple[UUID, UUID], Shelf]:
    """The buckets behind the levels, one statement."""
    found = shelves_by_variant(variants, channel=channel, locations=locations)
    return {(variant, place): shelf for variant, places in found.items() for place, shelf in places.items()}


def locked_shelves(
    variants: Sequence[UUID], *, channel: str, locations: Sequence[UUID]
) -> dict[tuple[UUID, UUID], Shelf]:
    """The same, with every row locked in the ledger's order to the end of the transaction."""
    lock_shelves(variants, locations=locations)
    return shelves(variants, channel=channel, locations=locations)


def shelves_by_variant(
    variants: Sequence[UUID], *, channel: str, locations: Sequence[UUID] | None = None
) -> dict[UUID, dict[UUID, Shelf]]:
    """The same as `shelves`, article by article; those that never saw stock are absent."""
    wanted = _wanted(variants, locations) | {"own": accounts.KEPT + channel}
    found: dict[str, dict[UUID, Shelf]] = defaultdict(dict)
    for unit, place, *counts in sql.ask(_SHELVES, wanted).rows():
        found[unit][_id(place)] = Shelf(*counts)
    return {_id(unit): places for unit, places in found.items()}


def selling_shelves(
    variants: Sequence[UUID], *, channel: str, locations: Sequence[UUID]
) -> dict[UUID, dict[UUID, Shelf]]:
    """The same, but only what this channel may sell is told: other buckets are left at zero. Half the price."""
    own = accounts.KEPT + channel
    wanted = {"units": sql.array("text", variants), "places": sql.array("text", locations), "own": own}
    found: dict[UUID, dict[UUID, Shelf]] = {}
    for unit, place, bucket, posted, held, safety in sql.ask(_SELLING, wanted).rows():
        places = found.setdefault(_id(unit), {})
        common, common_held, kept, kept_held, *_ = places.get(_id(place), EMPTY)
        if bucket == own:
            kept, kept_held = posted, held
        else:
            common, common_held = posted, held
        places[_id(place)] = Shelf(common, common_held, kept, kept_held, 0, 0, 0, 0, safety)
    return found


def lock_shelves(variants: Sequence[UUID], *, locations: Sequence[UUID]) -> None:
    """Lock every row of these shelves in the ledger's order, to the end of the transaction."""
    sql.ask(
        """SELECT id FROM ledger_account WHERE book = 'stock' AND floor IS NOT NULL
           AND unit = ANY(%(units)s::text[]) AND place = ANY(%(places)s::text[]) ORDER BY id FOR UPDATE""",
        {name: value for name, value in _wanted(variants, locations).items() if name != "everywhere"},
    )


def locked_on_hand(variants: Sequence[UUID], location_id: UUID, *, by: Actor) -> dict[UUID, int]:
    """Units on the common shelf as who stands before it sees them: held ones are there, and those set aside for tills.

    These buckets stay locked to the end of the transaction.
    """
    shelf = {accounts.on_hand(variant, location_id): variant for variant in variants}
    found = lock_accounts([*shelf, *_beginning(accounts.LEASED, variants, location_id)], by=by.lend("ledger.post"))
    set_aside = leased(variants, location_id)  # after the lock: a till that came before it is seen
    return {variant: found[account] + set_aside.get(variant, 0) for account, variant in shelf.items()}


def leased(variants: Sequence[UUID], location_id: UUID) -> dict[UUID, int]:
    """Units that are set aside for tills of this place, all tills together; variants without any are absent."""
    rows = sql.rows(
        """SELECT unit::uuid, sum(posted)::bigint FROM ledger_account WHERE book = 'stock' AND floor IS NOT NULL
           AND unit = ANY(%s) AND place = %s AND bucket LIKE 'leased:%%' AND posted > 0 GROUP BY unit""",
        [[str(variant) for variant in variants], str(location_id)],
    )
    return dict(rows)


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
    buckets += _beginning(accounts.LEASED, [variant_id], location_id)
    if channel:
        buckets.append(accounts.kept_for(channel, variant_id, location_id))
        buckets += _beginning(f"{accounts.KEPT}{channel}:", [variant_id], location_id)
    return ledger.movements(accounts=buckets, before=before, limit=limit)


def _beginning(bucket: str, variants: Sequence[UUID], location_id: UUID) -> list[Account]:
    """Where anything ever lay in a bucket that begins so: one for each till of this place."""
    rows = sql.rows(
        """SELECT bucket, unit::uuid FROM ledger_account WHERE book = 'stock' AND floor IS NOT NULL
           AND unit = ANY(%s) AND place = %s AND starts_with(bucket, %s)""",
        [[str(variant) for variant in variants], str(location_id), bucket],
    )
    return [accounts.bucket(bucket, variant, location_id) for bucket, variant in rows]


# ANY(ARRAY(SELECT unnest(…))), not ANY(…): of an array it can see into, the planner thinks that the next one may be
# worth another plan, and plans each time for longer than the answer takes.
_SELLABLE = """
SELECT a.unit, a.place, sum(greatest(0, CASE a.bucket
           WHEN 'on_hand' THEN a.posted - a.held - coalesce(s.quantity, 0)
           WHEN %(own)s::text THEN a.posted - a.held
       END))::bigint AS quantity
FROM ledger_account a
LEFT JOIN inventory_safetystock s ON s.variant_id = a.unit::uuid AND s.location_id = a.place::uuid
WHERE a.book = 'stock' AND a.floor IS NOT NULL AND a.unit = ANY(ARRAY(SELECT unnest(%(units)s::text[])))
  AND (%(everywhere)s::boolean OR a.place = ANY(%(places)s::text[]))
GROUP BY a.unit, a.place
"""
_SHELVES = """
SELECT a.unit, a.place,
       coalesce(sum(a.posted) FILTER (WHERE a.bucket = 'on_hand'), 0)::bigint,
       coalesce(sum(a.held) FILTER (WHERE a.bucket = 'on_hand'), 0)::bigint,
       coalesce(sum(a.posted) FILTER (WHERE a.bucket = %(own)s::text), 0)::bigint,
       coalesce(sum(a.held) FILTER (WHERE a.bucket = %(own)s::text), 0)::bigint,
       coalesce(sum(a.posted) FILTER (WHERE a.bucket LIKE 'kept:%%' AND a.bucket <> %(own)s::text
           AND NOT starts_with(a.bucket, %(own)s::text || ':')), 0)::bigint,
       coalesce(sum(a.held) FILTER (WHERE a.bucket LIKE 'kept:%%' AND a.bucket <> %(own)s::text), 0)::bigint,
       coalesce(sum(a.posted) FILTER (WHERE a.bucket = 'in_transit'), 0)::bigint,
       coalesce(sum(a.posted) FILTER (WHERE a.bucket = 'damaged'), 0)::bigint,
       coalesce(max(s.quantity), 0),
       coalesce(sum(a.posted) FILTER (WHERE a.bucket LIKE 'leased:%%'), 0)::bigint,
       coalesce(sum(a.posted) FILTER (WHERE starts_with(a.bucket, %(own)s::text || ':')), 0)::bigint
FROM ledger_account a
LEFT JOIN inventory_safetystock s ON s.variant_id = a.unit::uuid AND s.location_id = a.place::uuid
WHERE a.book = 'stock' AND a.floor IS NOT NULL AND a.unit = ANY(ARRAY(SELECT unnest(%(units)s::text[])))
  AND (%(everywhere)s::boolean OR a.place = ANY(%(places)s::text[]))
GROUP BY a.unit, a.place
"""
_SELLING = """
SELECT a.unit, a.place, a.bucket, a.posted, a.held, coalesce(s.quantity, 0)
FROM ledger_account a
LEFT JOIN inventory_safetystock s ON s.variant_id = a.unit::uuid AND s.location_id = a.place::uuid
WHERE a.book = 'stock' AND a.unit = ANY(%(units)s::text[]) AND a.bucket IN ('on_hand', %(own)s::text)
  AND a.place = ANY(%(places)s::text[]) AND a.floor IS NOT NULL
"""
_id = lru_cache(maxsize=200_000)(UUID)  # the same few ids are read all day


def _wanted(variants: Sequence[UUID], locations: Sequence[UUID] | None) -> dict[str, object]:
    return {
        "units": sql.array("text", variants),
        "everywhere": locations is None,
        "places": sql.array("text", locations or ()),
    }
