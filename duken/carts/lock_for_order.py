"""Take baskets that are about to become orders: nobody else orders or changes them to the end of the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from duken.carts.errors import CartClosed, CartUnknown
from duken.kernel import sql
from duken.kernel.refusals import Refusal


def lock_for_order(cart_ids: Sequence[UUID]) -> dict[UUID, Refusal]:
    """Lock these baskets in one order; answers those that cannot become an order, and why. One statement."""
    if not cart_ids:
        return {}
    status = dict(
        sql.rows(
            "SELECT id, status FROM carts_cart WHERE id = ANY(%s::uuid[]) ORDER BY id FOR UPDATE",
            [sql.array("uuid", cart_ids)],
        )
    )
    refused: dict[UUID, Refusal] = {}
    for cart_id in cart_ids:
        if cart_id not in status:
            refused[cart_id] = CartUnknown(cart_id)
        elif status[cart_id] != "open":
            refused[cart_id] = CartClosed(cart_id, status[cart_id])
    return refused
