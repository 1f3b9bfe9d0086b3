"""Who saw this person."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.access.names import actor_names
from duken.customers.identities.alias import aliases_of
from duken.kernel import sql
from duken.kernel.actor import Actor


class ViewRead(NamedTuple):
    """`who` as colleagues call them; `actor` is their id."""

    at: datetime
    actor: str
    who: str
    screen: str
    why: str


def who_saw(customer_id: UUID, *, limit: int = 100, by: Actor) -> list[ViewRead]:
    """The latest first, of all cards that are this person's. Asks for `customers.access_log`."""
    by.require("customers.access_log")
    rows = sql.rows(
        """SELECT at, actor, screen, why FROM privacy_view WHERE customer_id = ANY(%s)
           ORDER BY at DESC, id DESC LIMIT %s""",
        [aliases_of(customer_id), limit],
    )
    names = actor_names(actor for _, actor, _, _ in rows)
    return [ViewRead(at, actor, names.get(actor, actor), screen, why) for at, actor, screen, why in rows]
