"""Give back what tills have set aside and do not need: everybody may be sold it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Chain, Post
from duken.ledger.post import post
from duken.ledger.reads import cached
from duken.tills._lease_places import lock_places, places_of
from duken.tills.lease_stock import GIVEN_BACK

HEARD_WITHIN = timedelta(minutes=10)  # a till that has spoken since is there, and says what it needs


class _Row(NamedTuple):
    till_id: UUID
    channel: str
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
        f"""SELECT l.till_id, t.channel_code, l.location_id, l.variant_id
            FROM tills_lease l JOIN tills_till t ON t.id = l.till_id WHERE {condition}
            ORDER BY l.till_id, l.location_id, l.variant_id LIMIT %s""",  # noqa: S608
        [*values, limit],
    )


def _return(rows: Sequence[_Row], by: Actor) -> int:
    for (till_id, channel, location_id), of_till in groupby(rows, key=lambda row: row[:3]):
        with transaction.atomic():
            _return_of(till_id, channel, location_id, [row.variant_id for row in of_till], by)
    return len(rows)


def _return_of(till_id: UUID, channel: str, location_id: UUID, variants: Sequence[UUID], by: Actor) -> None:
    """What was kept for the channel is kept for it again; the rest lies on the shelf."""
    places = [places_of(one, till_id=till_id, channel=channel, location_id=location_id) for one in variants]
    lock_places(places, by=by)
    there = cached([account for at in places for account in at.of_till])
    ways = [way for at in places for way in ((at.own, at.shelf), (at.own_kept, at.kept))]
    moves = [Post(own, target, there[own].free, GIVEN_BACK) for own, target in ways if there[own].free > 0]
    if moves:
        chain = Chain(f"lease:{ids.new_id()}", f"lease:{till_id}", tuple(moves))
        [answer] = post([chain], by=by.lend("ledger.post"))
        assert not isinstance(answer, Refusal), "the accounts were locked, and had what was counted on them"
    sql.run(
        "DELETE FROM tills_lease WHERE till_id = %s AND location_id = %s AND variant_id = ANY(%s)",
        [till_id, location_id, list(variants)],
    )
