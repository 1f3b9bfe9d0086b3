"""How every verb takes hold of one basket, and what it leaves behind: a new version and a line of the story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from django.db import connection

from duken.carts.errors import CartChanged, CartClosed, CartUnknown
from duken.carts.events import CartChangedChannel, CartEdited
from duken.customers.identities.alias import are_same
from duken.kernel import clock, events, sql
from duken.kernel.actor import Actor


class Claimed(NamedTuple):
    id: UUID
    customer_id: UUID | None
    status: str
    version: int
    last_channel: str
    order_id: UUID | None
    merged_into: UUID | None
    currency: str
    is_known: bool


def is_visible(customer_id: UUID | None, by: Actor) -> bool:
    """Nobody's basket belongs to whoever knows its id; a person's to that person, by whichever of their cards, and to
    staff who may read any."""
    [answer] = are_visible([(customer_id, by)])
    return answer


def are_visible(asked: Sequence[tuple[UUID | None, Actor]]) -> list[bool]:
    """The same for many baskets, by the customer of each. One statement, and only where a card asks for another's."""
    theirs = are_same([(owner, by.customer) for owner, by in asked])
    return [
        owner is None or is_theirs or by.may("carts.read") for (owner, by), is_theirs in zip(asked, theirs, strict=True)
    ]


def lock(cart_id: UUID, by: Actor) -> Claimed:
    """The basket, held to the end of the transaction; raises CartUnknown for another person's too."""
    assert connection.in_atomic_block, "a basket is held inside a transaction"
    found = sql.named_rows(Claimed, _LOCK, [cart_id])
    if not found or not is_visible(found[0].customer_id, by):
        raise CartUnknown(cart_id)
    return found[0]


def claim(cart_id: UUID, *, expected_version: int | None, by: Actor) -> Claimed:
    """The open basket, held; raises CartUnknown, CartClosed, CartChanged."""
    cart = lock(cart_id, by)
    if cart.status != "open":
        raise CartClosed(cart_id, cart.status)
    if expected_version not in (None, cart.version):
        raise CartChanged(cart_id, cart.version)
    return cart


def leave(cart: Claimed, kind: str, facts: Mapping[str, Any], *, by: Actor) -> int:
    """Write the new version and the story (one statement); answers the version."""
    version = cart.version + 1
    told = {**facts, "came_from": cart.last_channel} if by.channel != cart.last_channel else facts
    sql.run(
        _LEAVE,
        {
            "cart": cart.id,
            "version": version,
            "channel": by.channel,
            "now": clock.now(),
            "kind": kind,
            "facts": orjson.dumps(told, default=str).decode(),
            "actor": by.id,
        },
    )
    if by.channel != cart.last_channel:
        events.record(CartChangedChannel(cart.id, cart.last_channel, by.channel), by=by)
    elif cart.is_known:
        events.record(CartEdited(cart.id, version), by=by)
    return version


def make_known(cart_id: UUID) -> None:
    """From now on more than one device may look at it: each change is an event, so that they hear of it."""
    sql.run("UPDATE carts_cart SET is_known = true WHERE id = %s AND NOT is_known", [cart_id])


_LOCK = """
SELECT id, customer_id, status, version, last_channel, order_id, merged_into, currency, is_known
FROM carts_cart WHERE id = %s FOR UPDATE
"""

_LEAVE = """
WITH seen AS (
    UPDATE carts_cart
    SET version = %(version)s, last_channel = %(channel)s, last_seen = %(now)s, before_merge = NULL
    WHERE id = %(cart)s
)
INSERT INTO carts_cartevent (cart_id, version, kind, facts, actor, channel, happened_at)
VALUES (%(cart)s, %(version)s, %(kind)s, %(facts)s::jsonb, %(actor)s, %(channel)s, %(now)s)
"""
