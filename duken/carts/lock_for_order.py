"""Take baskets that are about to become orders: nobody else orders or changes them to the end of the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from duken.carts._claim import is_visible
from duken.carts.errors import CartClosed, CartUnknown
from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal


def lock_for_order(wanted: Sequence[tuple[UUID, Actor]]) -> dict[UUID, Refusal]:
    """Lock these baskets in one order; answers those their buyer cannot order, and why. One statement."""
    if not wanted:
        return {}
    found = sql.ask(
        "SELECT id, status, customer_id FROM carts_cart WHERE id = ANY(%s::uuid[]) ORDER BY id FOR UPDATE",
        [sql.array("uuid", [cart_id for cart_id, _ in wanted])],
    )
    now = {cart_id: (status, customer_id) for cart_id, status, customer_id in found.rows()}
    refused: dict[UUID, Refusal] = {}
    for cart_id, by in wanted:
        status, customer_id = now.get(cart_id, ("", None))
        if not status or not is_visible(customer_id, by):
            refused[cart_id] = CartUnknown(cart_id)
        elif status != "open":
            refused[cart_id] = CartClosed(cart_id, status)
    return refused
