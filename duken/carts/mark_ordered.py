"""Close baskets that became orders. Called inside the transaction that places the orders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from duken.carts._claim import are_visible
from duken.carts.errors import CartChanged, CartClosed, CartUnknown
from duken.carts.events import CartOrdered
from duken.kernel import clock, events, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal


class OrderedCart(NamedTuple):
    """`version`: the one the buyer saw; None orders whatever lies in it."""

    cart_id: UUID
    order_id: UUID
    version: int | None = None


class Closing(NamedTuple):
    """A basket that is locked open, the order it becomes, and whose order that is."""

    cart_id: UUID
    order_id: UUID
    actor: str
    channel: str


def mark_ordered(ordered: Sequence[OrderedCart], *, by: Actor) -> list[Refusal | None]:
    """Close each basket with its order, in order: None, or why not; a refused one is left as it was.

    A basket becomes one order only: the same pair again is harmless, another order is refused (CartClosed).
    Two statements and one for the events. Refuses CartUnknown, CartClosed, CartChanged.
    """
    by.require("carts.write")
    if not ordered:
        return []
    with transaction.atomic():
        now = {row.id: row for row in sql.named_rows(_Now, _LOCK, [[each.cart_id for each in ordered]])}
        taken: dict[UUID, UUID] = {}
        theirs = are_visible([(now[each.cart_id].customer_id if each.cart_id in now else None, by) for each in ordered])
        answers = [
            _judge(each, now.get(each.cart_id) if is_theirs else None, taken)
            for each, is_theirs in zip(ordered, theirs, strict=True)
        ]
        close_baskets([Closing(cart_id, order_id, by.id, by.channel) for cart_id, order_id in taken.items()], by=by)
    return answers


def close_baskets(closing: Sequence[Closing], *, by: Actor) -> None:
    """Close baskets the caller has locked open (`lock_for_order`), whoever they belong to; two statements."""
    by.require("carts.write")
    if not closing:
        return
    cart_ids, order_ids, actors, channels = zip(*closing, strict=True)
    columns = (("uuid", cart_ids), ("uuid", order_ids), ("text", channels), ("text", actors))
    sql.ask(_CLOSE, [*(sql.array(kind, values) for kind, values in columns), clock.now()])
    events.record_many([(CartOrdered(one.cart_id, one.order_id), one.actor, one.channel) for one in closing])


class _Now(NamedTuple):
    id: UUID
    customer_id: UUID | None
    status: str
    version: int
    order_id: UUID | None


def _judge(each: OrderedCart, now: _Now | None, taken: dict[UUID, UUID]) -> Refusal | None:
    """Whether this basket may become this order; what is decided earlier in the list counts."""
    if now is None:
        return CartUnknown(each.cart_id)
    became = taken.get(each.cart_id, now.order_id)
    if became == each.order_id:
        return None
    if became is not None or now.status != "open":
        return CartClosed(each.cart_id, "ordered" if became else now.status)
    if each.version not in (None, now.version):
        return CartChanged(each.cart_id, now.version)
    taken[each.cart_id] = each.order_id
    return None


_LOCK = """
SELECT id, customer_id, status, version, order_id FROM carts_cart WHERE id = ANY(%s) ORDER BY id FOR UPDATE
"""

_CLOSE = """
WITH became AS (
    SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[]) AS one(cart_id, order_id, channel, actor)
), closed AS (
    UPDATE carts_cart cart
    SET status = 'ordered', order_id = became.order_id, version = version + 1, last_seen = said.at,
        last_channel = became.channel, before_merge = NULL
    FROM became, (VALUES (%s::timestamptz)) AS said(at)
    WHERE cart.id = became.cart_id AND cart.status = 'open'
    RETURNING cart.id, cart.version, cart.order_id, said.at, became.channel, became.actor
)
INSERT INTO carts_cartevent (cart_id, version, kind, facts, actor, channel, happened_at)
SELECT id, version, 'ordered', jsonb_build_object('order_id', order_id), actor, channel, at FROM closed
"""
