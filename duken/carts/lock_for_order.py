"""Take baskets that are about to become orders: nobody else orders or changes them to the end of the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import orjson

from duken.carts._claim import are_visible
from duken.carts.company import Holding, read_holding
from duken.carts.errors import CartClosed, CartUnknown
from duken.kernel import clock, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal

_MARGIN = timedelta(seconds=5)


def kept_for(cart_ids: Sequence[UUID]) -> dict[UUID, Holding]:
    """The stock kept for these baskets, which the caller has locked; the orders they become use it. One statement.

    What ends in this very moment is left to end by itself.
    """
    if not cart_ids:
        return {}
    found = sql.ask(
        "SELECT id, holds::text FROM carts_cart WHERE id = ANY(%s::uuid[]) AND holds IS NOT NULL",
        [sql.array("uuid", cart_ids)],
    )
    soon = clock.now() + _MARGIN
    kept = {cart_id: read_holding(orjson.loads(holds), at=soon) for cart_id, holds in found.rows()}
    return {cart_id: holding for cart_id, holding in kept.items() if holding}


def lock_for_order(wanted: Sequence[tuple[UUID, Actor]]) -> dict[UUID, Refusal]:
    """Lock these baskets in one order; answers those their buyer cannot order, and why. One statement,
    two where a merged card orders the basket of another."""
    if not wanted:
        return {}
    found = sql.ask(
        "SELECT id, status, customer_id FROM carts_cart WHERE id = ANY(%s::uuid[]) ORDER BY id FOR UPDATE",
        [sql.array("uuid", [cart_id for cart_id, _ in wanted])],
    )
    now = {cart_id: (status, customer_id) for cart_id, status, customer_id in found.rows()}
    refused: dict[UUID, Refusal] = {}
    theirs = are_visible([(now.get(cart_id, ("", None))[1], by) for cart_id, by in wanted])
    for (cart_id, _), is_theirs in zip(wanted, theirs, strict=True):
        status, _ = now.get(cart_id, ("", None))
        if not status or not is_theirs:
            refused[cart_id] = CartUnknown(cart_id)
        elif status != "open":
            refused[cart_id] = CartClosed(cart_id, status)
    return refused
