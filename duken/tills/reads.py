"""Questions about tills."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.inventory.accounts import KEPT, LEASED
from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.tills.errors import NoTill
from duken.tills.models import Till


class TillRead(NamedTuple):
    """A till as its device knows it. `channel` is the shop's channel it sells in."""

    id: UUID
    code: str
    name: str
    location_id: UUID
    channel: str


class LeaseRead(NamedTuple):
    """So many units of a variant only this till may sell, until then."""

    variant_id: UUID
    quantity: int
    until: datetime


def till_of(by: Actor) -> TillRead:
    """The till whose device this key is. Raises NoTill."""
    kind, _, prefix = by.id.partition(":")
    found = Till.objects.filter(key_prefix=prefix, is_active=True) if kind == "key" and prefix else Till.objects.none()
    row = found.values_list("id", "code", "name", "location_id", "channel_code").first()
    if row is None:
        raise NoTill
    return TillRead(*row)


def leases_of(till: TillRead, variants: Sequence[UUID] | None = None) -> list[LeaseRead]:
    """What the till has set aside now; one statement. Nothing is told of a lease that is used up."""
    return sql.named_rows(
        LeaseRead,
        """SELECT l.variant_id, sum(a.posted - a.held)::bigint, l.until FROM tills_lease l
           JOIN ledger_account a ON a.book = 'stock' AND a.unit = l.variant_id::text
                AND a.bucket = ANY(%s) AND a.place = l.location_id::text
           WHERE l.till_id = %s AND l.location_id = %s AND a.posted > a.held AND (%s OR l.variant_id = ANY(%s))
           GROUP BY l.variant_id, l.until ORDER BY l.variant_id""",
        [
            [f"{LEASED}{till.id}", f"{KEPT}{till.channel}:{till.id}"],
            till.id,
            till.location_id,
            variants is None,
            list(variants or ()),
        ],
    )
