"""Set units aside for a till, so that it may sell them though it can ask nobody: nobody else is sold them meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from duken.catalog.errors import VariantUnknown
from duken.catalog.reads import variants_by_id
from duken.inventory.errors import BadQuantity
from duken.inventory.safety import safety_of
from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.kernel.try_again import try_again
from duken.ledger.entries import Chain, Post
from duken.ledger.post import post
from duken.ledger.reads import cached
from duken.tills._lease_places import Places, lock_places, places_of
from duken.tills.lease_policy import LOOKED_AT_DAYS, OFFLINE_LASTS, Shelf, idle_at, more_to_lease
from duken.tills.reads import LeaseRead, TillRead, leases_of

SET_ASIDE, GIVEN_BACK = "set_aside", "given_back"  # why, in the ledger
MOST = 1_000_000_000


def lease_stock(wants: Sequence[tuple[UUID, int]], *, till: TillRead, by: Actor) -> list[LeaseRead]:
    """See to it that the till has (variant id, quantity) for its basket; answers what it has of these, or of everything
    where nothing was wanted. Each call renews all the till has.

    The quantity is a level, not a change: asking again moves nothing. What is not there is not leased, and no refusal:
    the customer holds it in the hand. Raises VariantUnknown, BadQuantity.
    """
    by.require("tills.sell", store=till.location_id)
    wanted = _summed(wants)
    try_again(lambda: _renew(wanted, till, by))
    return leases_of(till, list(wanted) or None)


@transaction.atomic
def _renew(wanted: dict[UUID, int], till: TillRead, by: Actor) -> None:
    now = clock.now()
    sold = _sold(list(wanted), till, now) if wanted else {}
    short = _short(wanted, till) if wanted else {}
    if short:
        _lease(short, sold, till, by)
    _remember({variant: idle_at(sold.get(variant, 0), now) for variant in wanted}, till, now)


def _summed(wants: Sequence[tuple[UUID, int]]) -> dict[UUID, int]:
    summed: dict[UUID, int] = {}
    for variant, quantity in wants:
        if not 0 < quantity <= MOST:
            raise BadQuantity(quantity)
        summed[variant] = summed.get(variant, 0) + quantity
    known = variants_by_id(summed) if summed else {}
    for variant in summed:
        if variant not in known:
            raise VariantUnknown(variant)
    return summed


def _short(wanted: dict[UUID, int], till: TillRead) -> dict[UUID, int]:
    """Those the till has not enough of and could have more of: only for these is anything locked."""
    shelves = _shelves(wanted, {variant: _places(variant, till) for variant in wanted}, {})
    return {
        variant: quantity
        for variant, quantity in wanted.items()
        if shelves[variant].leased < quantity and (shelves[variant].free > 0 or shelves[variant].kept > 0)
    }


def _lease(wanted: dict[UUID, int], sold: dict[UUID, int], till: TillRead, by: Actor) -> None:
    places = {variant: _places(variant, till) for variant in wanted}
    lock_places(places.values(), by=by)
    safety = safety_of(list(wanted), till.location_id)
    moves = []
    for variant, shelf in _shelves(wanted, places, sold).items():
        more, at = more_to_lease(shelf._replace(safety=safety.get(variant, 0))), places[variant]
        moves += [Post(at.kept, at.own_kept, more.of_kept, SET_ASIDE)] if more.of_kept else []
        moves += [Post(at.shelf, at.own, more.of_free, SET_ASIDE)] if more.of_free else []
    if moves:
        [answer] = post([Chain(f"lease:{ids.new_id()}", f"lease:{till.id}", tuple(moves))], by=by.lend("ledger.post"))
        assert not isinstance(answer, Refusal), "the shelves were locked, and have what was counted on them"


def _shelves(wanted: dict[UUID, int], places: dict[UUID, Places], sold: dict[UUID, int]) -> dict[UUID, Shelf]:
    """What lies there now, one statement. Safety is left at zero."""
    there = cached([account for at in places.values() for account in at])
    return {
        variant: Shelf(
            wanted=quantity,
            leased=there[at.own].free + there[at.own_kept].free,
            free=there[at.shelf].free,
            safety=0,
            sold=sold.get(variant, 0),
            kept=there[at.kept].free,
        )
        for (variant, quantity), at in zip(wanted.items(), places.values(), strict=True)
    }


def _sold(variants: Sequence[UUID], till: TillRead, now: datetime) -> dict[UUID, int]:
    """What this till sold lately of what it had set aside."""
    own = [account.id for variant in variants for account in _places(variant, till).of_till]
    rows = sql.rows(
        """SELECT a.unit::uuid, sum(t.amount)::bigint FROM ledger_account a
           JOIN ledger_transfer t ON t.from_account = a.id AND t.happened_at >= %s
           WHERE a.id = ANY(%s) AND t.reason NOT IN (%s, %s) GROUP BY a.unit""",
        [now - timedelta(days=LOOKED_AT_DAYS), own, SET_ASIDE, GIVEN_BACK],
    )
    return dict(rows)


def _remember(idle: dict[UUID, datetime], till: TillRead, now: datetime) -> None:
    until = now + OFFLINE_LASTS
    if idle:
        sql.insert(
            "tills_lease",
            {
                "till_id": ("uuid", sql.Same(till.id)),
                "variant_id": ("uuid", list(idle)),
                "location_id": ("uuid", sql.Same(till.location_id)),
                "idle_at": ("timestamptz", list(idle.values())),
                "until": ("timestamptz", sql.Same(until)),
            },
            """ON CONFLICT (till_id, location_id, variant_id)
               DO UPDATE SET idle_at = greatest(tills_lease.idle_at, excluded.idle_at)""",
        )
    sql.run("UPDATE tills_lease SET until = %s WHERE till_id = %s AND until < %s", [until, till.id, until])


def _places(variant: UUID, till: TillRead) -> Places:
    return places_of(variant, till_id=till.id, channel=till.channel, location_id=till.location_id)
