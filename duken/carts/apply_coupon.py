"""Put a coupon into a basket. What it takes off there the quote says; a use is taken only with the order."""

from __future__ import annotations

import orjson
from django.db import transaction

from duken.carts._claim import claim, leave
from duken.carts.errors import TooManyCoupons
from duken.carts.policies import MOST_COUPONS
from duken.carts.reads import CartId
from duken.kernel import clock, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.promotions.reads import coupons_named


def apply_coupon(cart_id: CartId, *, code: str, by: Actor, expected_version: int | None = None) -> int:
    """Remember the coupon in its normal spelling; answers the version (the same if it lay there already).

    Raises CartUnknown, CartClosed, CartChanged, TooManyCoupons, and CouponUnknown (also for another person's, and for
    one's own in a basket for a company), CouponOver, CouponUsedUp. One that does not fit this basket yet is kept, and
    the quote says why.
    """
    by.require("carts.write")
    with transaction.atomic():
        cart = claim(cart_id, expected_version=expected_version, by=by)
        [(coupons, company_id)] = sql.rows("SELECT coupons, company_id FROM carts_cart WHERE id = %s", [cart.id])
        [found] = coupons_named([(code, company_id or cart.customer_id)], at=clock.now())
        if isinstance(found, Refusal):
            raise found
        kept = orjson.loads(coupons)
        if found.code in kept:
            return cart.version
        if len(kept) >= MOST_COUPONS:
            raise TooManyCoupons(MOST_COUPONS)
        told = orjson.dumps([*kept, found.code]).decode()
        sql.run("UPDATE carts_cart SET coupons = %s::jsonb WHERE id = %s", [told, cart.id])
        return leave(cart, "coupon_applied", {"coupon": found.code}, by=by)
