"""Say how many of the customer's points a basket shall be paid with."""

from __future__ import annotations

from django.db import transaction

from duken.carts._claim import claim, leave
from duken.carts.reads import CartId
from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.loyalty.errors import NotEnoughPoints, PointsNeedCustomer, TooFewPoints
from duken.loyalty.reads import free_points, programme_of


def spend_points(cart_id: CartId, *, points: int, by: Actor, expected_version: int | None = None) -> int:
    """Make it so many; answers the version (the same if it was so). None: 0. They are taken only with the order.

    How many these goods allow changes with every line, so that the quote says. Raises CartUnknown, CartClosed,
    CartChanged, PointsNeedCustomer, NoProgramme, TooFewPoints, NotEnoughPoints.
    """
    by.require("carts.write")
    with transaction.atomic():
        cart = claim(cart_id, expected_version=expected_version, by=by)
        if points:
            if cart.customer_id is None:
                raise PointsNeedCustomer
            programme = programme_of(cart.currency)
            if points < programme.least_points:
                raise TooFewPoints(points, programme.least_points)
            free = free_points([cart.customer_id], cart.currency)[cart.customer_id]
            if points > free:
                raise NotEnoughPoints(points, free)
        if not sql.run("UPDATE carts_cart SET points = %s WHERE id = %s AND points <> %s", [points, cart.id, points]):
            return cart.version
        return leave(cart, "points_chosen", {"points": points}, by=by)
