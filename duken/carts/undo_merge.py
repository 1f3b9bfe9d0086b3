"""Take two baskets that met apart again, while nobody has changed the one they became."""

from __future__ import annotations

from django.db import transaction

from duken.carts._claim import claim, leave
from duken.carts._pour import before_merge, pour_back
from duken.carts.errors import NothingToUndo
from duken.carts.reads import CartId
from duken.kernel.actor import Actor


def undo_merge(cart_id: CartId, *, by: Actor) -> int:
    """The basket is exactly as it was before: goods, delivery, contact, coupons, points, what is kept for it; answers
    the new version. What was poured in goes. Repeating is refused: there is nothing left to undo.

    Raises CartUnknown, CartClosed, NothingToUndo (also after any other change).
    """
    by.require("carts.write")
    with transaction.atomic():
        cart = claim(cart_id, expected_version=None, by=by)
        before = before_merge(cart.id)
        if before is None:
            raise NothingToUndo
        pour_back(cart, before, by=by)
        return leave(cart, "merge_undone", {"cart_id": before["from"]}, by=by)
