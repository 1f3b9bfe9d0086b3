"""Set units aside for a till, so that it may sell them though it can ask nobody: nobody else is sold them meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from duken.catalog.errors import VariantUnknown
from duken.catalog.reads import variants_by_id
from duken.inventory import accounts
from duken.inventory.errors import BadQuantity
from duken.inventory.safety import safety_of
from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.kernel.try_again import try_again
from duken.ledger.entries import Account, Chain, Post
from duken.ledger.lock import lock_accounts
from duken.ledger.post import post
from duken.ledger.reads import cached
from duken.tills.lease_policy import LOOKED_AT_DAYS, OFFLINE_LASTS, Shelf, idle_at, more_to_lease
from duken.tills.reads import TillRead

SET_ASIDE, GIVEN_BACK = "set_aside", "given_back"  # why, in the ledger
MOST = 1_000_000_000


class LeaseRead(NamedTuple):
    """So many units of a variant only this till may sell, until then."""

    variant_id: UUID
    quantity: int
    until: datetime


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


def leases_of(till: TillRead, variants: Sequence[UUID] | None = None) -> list[LeaseRead]:
    """What the till has now; one statement. Nothing is told of a lease that is used up."""
    return sql.named_rows(
        LeaseRead,
        """SELECT l.variant_id, a.posted - a.held, l.until FROM tills_lease l
           JOIN ledger_account a ON a.book = 'stock' AND a.unit = l.variant_id::text
                AND a.bucket = %s AND a.place = l.location_id::text
           WHERE l.till_id = %s AND l.location_id = %s AND a.posted > a.held AND (%s OR l.variant_id = ANY(%s))
           ORDER BY l.variant_id""",
        [accounts.LEASED + str(till.id), till.id, till.location_id, variants is None, list(variants or ())],
    )


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
    own = {variant: _own(variant, till) for variant in wanted}
    shelf = {variant: accounts.on_hand(variant, till.location_id) for variant in wanted}
    there = cached([*own.values(), *shelf.values()])
    return {
        variant: quantity
        for variant, quantity in wanted.items()
        if there[own[variant]].free < quantity and there[shelf[variant]].free > 0
    }


def _lease(wanted: dict[UUID, int], sold: dict[UUID, int], till: TillRead, by: Actor) -> None:
    own = {variant: _own(variant, till) for variant in wanted}
    shelf = {variant: accounts.on_hand(variant, till.location_id) for variant in wanted}
    named = [*own.values(), *shelf.values()]
    lock_accounts(named, by=by.lend("ledger.post"))
    there, safety = cached(named), safety_of(list(wanted), till.location_id)
    moves = []
    for variant, quantity in wanted.items():
        leased, free = there[own[variant]].free, there[shelf[variant]].free
        more = more_to_lease(Shelf(quantity, leased, free, safety.get(variant, 0), sold.get(variant, 0)))
        if more:
            moves.append(Post(shelf[variant], own[variant], more, SET_ASIDE))
    if moves:
        [answer] = post([Chain(f"lease:{ids.new_id()}", f"lease:{till.id}", tuple(moves))], by=by.lend("ledger.post"))
        assert not isinstance(answer, Refusal), "the shelves were locked, and have what was counted on them"


def _sold(variants: Sequence[UUID], till: TillRead, now: datetime) -> dict[UUID, int]:
    """What this till sold lately of what it had set aside."""
    rows = sql.rows(
        """SELECT a.unit::uuid, sum(t.amount)::bigint FROM ledger_account a
           JOIN ledger_transfer t ON t.from_account = a.id AND t.happened_at >= %s
           WHERE a.id = ANY(%s) AND t.reason NOT IN (%s, %s) GROUP BY a.unit""",
        [now - timedelta(days=LOOKED_AT_DAYS), [_own(one, till).id for one in variants], SET_ASIDE, GIVEN_BACK],
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


def _own(variant: UUID, till: TillRead) -> Account:
    return accounts.leased(till.id, variant, till.location_id)
