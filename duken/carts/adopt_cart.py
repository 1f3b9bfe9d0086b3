"""Give nobody's basket to a person, for instance when they sign in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.carts._claim import leave, lock
from duken.carts._pour import pour
from duken.carts.errors import CartClosed, CartUnknown
from duken.carts.events import CartAdopted
from duken.carts.reads import CartId
from duken.kernel import events, sql
from duken.kernel.actor import Actor


def adopt_cart(cart_id: CartId, *, customer_id: UUID, by: Actor) -> CartId:
    """Make it the person's; answers the basket to go on with. Repeating answers the same.

    If the person has a basket open already, that one stays (its story is older and other devices show it) and
    this one is poured into it: of an article that lies in both the larger quantity counts, so signing in twice
    doubles nothing; delivery and contact of the basket in hand win; coupons of both stay.
    Raises CartUnknown, CartClosed.
    """
    by.require("carts.write")
    if by.customer != customer_id:
        by.require("carts.read")
    with transaction.atomic():
        sql.advisory_lock(f"carts.person:{customer_id}")
        cart = lock(cart_id, by)
        if cart.merged_into:
            return CartId(lock(cart.merged_into, by).id)
        if cart.customer_id == customer_id:
            return cart_id
        if cart.customer_id is not None:
            raise CartUnknown(cart_id)
        if cart.status != "open":
            raise CartClosed(cart_id, cart.status)
        if own := _open_cart_of(customer_id):
            pour(cart, lock(own, by), by=by)
            events.record(CartAdopted(own, customer_id, cart.id), by=by)
            return CartId(own)
        sql.run("UPDATE carts_cart SET customer_id = %s, is_known = true WHERE id = %s", [customer_id, cart.id])
        leave(cart, "adopted", {}, by=by)
        events.record(CartAdopted(cart.id, customer_id, None), by=by)
        return cart_id


def _open_cart_of(customer_id: UUID) -> UUID | None:
    found = sql.rows("SELECT id FROM carts_cart WHERE customer_id = %s AND status = 'open'", [customer_id])
    return found[0][0] if found else None
