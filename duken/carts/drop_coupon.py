"""Take a coupon out of a basket."""

from __future__ import annotations

from django.db import transaction

from duken.carts._claim import claim, leave
from duken.carts.reads import CartId
from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.promotions.coupon_codes import normal_code


def drop_coupon(cart_id: CartId, *, code: str, by: Actor, expected_version: int | None = None) -> int:
    """Forget it; answers the version (the same if it was not there). Raises CartUnknown, CartClosed, CartChanged."""
    by.require("carts.write")
    coupon = normal_code(code)
    with transaction.atomic():
        cart = claim(cart_id, expected_version=expected_version, by=by)
        if not sql.run(_DROP, [coupon, cart.id, coupon]):
            return cart.version
        return leave(cart, "coupon_dropped", {"coupon": coupon}, by=by)


_DROP = """
UPDATE carts_cart SET coupons = coupons - %s::text WHERE id = %s AND coupons @> to_jsonb(%s::text)
"""
