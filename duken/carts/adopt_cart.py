"""Give nobody's basket to a person, for instance when they sign in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.carts._claim import leave, lock
from duken.carts._pour import pour
from duken.carts.errors import CartClosed, CartUnknown
from duken.carts.events import CartAdopted
from duken.carts.reads import CartId, open_carts_of
from duken.customers.identities.alias import aliases_of
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
    cards = aliases_of(customer_id)
    if by.customer not in cards:
        by.require("carts.read")
    with transaction.atomic():
        sql.advisory_lock(f"carts.person:{cards[0]}")
        cart = lock(cart_id, by)
        if cart.merged_into:
            return CartId(lock(cart.merged_into, by).id)
        if cart.customer_id in cards:
            return cart_id
        if cart.customer_id is not None:
            raise CartUnknown(cart_id)
        if cart.status != "open":
            raise CartClosed(cart_id, cart.status)
        if found := open_carts_of(cards):
            own = found[0]
            pour(cart, lock(own, by), by=by)
            events.record(CartAdopted(own, cards[0], cart.id), by=by)
            return own
        sql.run("UPDATE carts_cart SET customer_id = %s, is_known = true WHERE id = %s", [cards[0], cart.id])
        leave(cart, "adopted", {}, by=by)
        events.record(CartAdopted(cart.id, cards[0], None), by=by)
        return cart_id
