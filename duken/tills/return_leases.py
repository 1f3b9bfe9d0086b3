"""Give back what tills have set aside and do not need: everybody may be sold it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from duken.inventory import accounts
from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Chain, Post
from duken.ledger.lock import lock_accounts
from duken.ledger.post import post
from duken.ledger.reads import cached
from duken.tills.lease_stock import GIVEN_BACK

HEARD_WITHIN = timedelta(minutes=10)  # a till that has spoken since is there, and says what it needs


class _Row(NamedTuple):
    till_id: UUID
    location_id: UUID
    variant_id: UUID


def return_leases(till_id: UUID, *, by: Actor) -> int:
    """All a till has: its shift is closed, or it is one no longer. Answers how many articles it had set aside."""
    by.require("tills.sell")
    return _return(_rows("l.till_id = %s", [till_id]), by)


def return_idle_leases(*, limit: int, by: Actor) -> int:
    """What a till that is there has not wanted for a while, and what one that is not heard of had for too long.

    Answers how many articles' leases it looked at, at most `limit`.
    """
    by.require("tills.sell")
    now = clock.now()
    heard = "EXISTS (SELECT FROM tills_till t WHERE t.id = l.till_id AND t.seen_at > %s)"
    condition = f"l.until <= %s OR (l.idle_at <= %s AND {heard})"
    return _return(_rows(condition, [now, now, now - HEARD_WITHIN], limit), by)


def _rows(condition: str, values: Sequence[object], limit: int = 1_000_000) -> list[_Row]:
    return sql.named_rows(
        _Row,
        f"""SELECT l.till_id, l.location_id, l.variant_id FROM tills_lease l WHERE {condition}
            ORDER BY l.till_id, l.location_id, l.variant_id LIMIT %s""",  # noqa: S608
        [*values, limit],
    )


def _return(rows: Sequence[_Row], by: Actor) -> int:
    for (till_id, location_id), of_till in groupby(rows, key=lambda row: row[:2]):
        with transaction.atomic():
            _return_of(till_id, location_id, [row.variant_id for row in of_till], by)
    return len(rows)


def _return_of(till_id: UUID, location_id: UUID, variants: Sequence[UUID], by: Actor) -> None:
    own = {accounts.leased(till_id, variant, location_id): variant for variant in variants}
    shelf = {account: accounts.on_hand(variant, location_id) for account, variant in own.items()}
    lock_accounts([*shelf, *shelf.values()], by=by.lend("ledger.post"))
    there = cached(list(own))
    moves = [
        Post(account, shelf[account], there[account].free, GIVEN_BACK) for account in own if there[account].free > 0
    ]
    if moves:
        chain = Chain(f"lease:{ids.new_id()}", f"lease:{till_id}", tuple(moves))
        [answer] = post([chain], by=by.lend("ledger.post"))
        assert not isinstance(answer, Refusal), "the accounts were locked, and had what was counted on them"
    sql.run(
        "DELETE FROM tills_lease WHERE till_id = %s AND location_id = %s AND variant_id = ANY(%s)",
        [till_id, location_id, list(variants)],
    )
