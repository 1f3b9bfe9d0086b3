"""Look at a basket again: what is different since it was shown last, told once and written into its story."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from duken.carts.differences import Difference, compare, seen_now
from duken.carts.quoted_cart import QuotedCart
from duken.kernel import clock, sql
from duken.kernel.actor import Actor

TOLD_FOR = timedelta(minutes=10)  # a page loaded anew still says it


def look_again(priced: QuotedCart, *, most: Mapping[UUID, int], by: Actor) -> list[Difference]:
    """What is different since this basket was shown last in any channel: prices, stock, promotions, each with its why.

    `priced` is the basket as it is shown now, `most` how many of each article one place can give. One statement, and
    only when something is not as it was; a basket that changed meanwhile is left for the next look.
    """
    by.require("carts.write")
    cart, before = priced.cart, priced.cart.seen
    now = seen_now(priced, channel=by.channel, most=most)
    fresh = list(compare(before, now)) if before else []
    told = fresh or _still_told(before)
    if before and not fresh and all(before.get(name) == value for name, value in now.items()):
        return told
    at = clock.now()
    now["differences"] = [[one.kind, one.facts] for one in told]
    now["told_at"] = at.isoformat() if fresh else (before or {}).get("told_at", "")
    sql.run(
        _REMEMBER,
        {
            "seen": orjson.dumps(now).decode(),
            "cart": cart.id,
            "version": cart.version,
            "told": bool(fresh),
            "facts": orjson.dumps({"differences": now["differences"]}).decode(),
            "actor": by.id,
            "channel": by.channel,
            "now": at,
        },
    )
    return told


def _still_told(before: Mapping[str, Any] | None) -> list[Difference]:
    if not before or not before.get("told_at"):
        return []
    if clock.now() - datetime.fromisoformat(before["told_at"]) > TOLD_FOR:
        return []
    return [Difference(kind, facts) for kind, facts in before["differences"]]


# The story gets a line of the same version: nothing in the basket was changed.
_REMEMBER = """
WITH kept AS (
    UPDATE carts_cart SET seen = %(seen)s::jsonb
    WHERE id = %(cart)s AND version = %(version)s AND status = 'open'
    RETURNING id
)
INSERT INTO carts_cartevent (cart_id, version, kind, facts, actor, channel, happened_at)
SELECT id, %(version)s, 'requoted', %(facts)s::jsonb, %(actor)s, %(channel)s, %(now)s FROM kept WHERE %(told)s
"""
