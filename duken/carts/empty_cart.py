"""Take everything out of a basket."""

from __future__ import annotations

from django.db import transaction

from duken.carts._claim import claim, leave
from duken.carts.hold_cart import let_go
from duken.carts.reads import CartId
from duken.kernel import sql
from duken.kernel.actor import Actor


def empty_cart(cart_id: CartId, *, by: Actor, expected_version: int | None = None) -> int:
    """Leave no line and nothing held; answers the version (the same if there was none).

    Raises CartUnknown, CartClosed, CartChanged.
    """
    by.require("carts.write")
    with transaction.atomic():
        cart = claim(cart_id, expected_version=expected_version, by=by)
        let_go(cart, "the basket was emptied", by)
        if not sql.run("DELETE FROM carts_cartline WHERE cart_id = %s", [cart.id]):
            return cart.version
        return leave(cart, "emptied", {}, by=by)
