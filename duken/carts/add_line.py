"""Put some more of an article into a basket."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.carts import _lines
from duken.carts._claim import claim, leave
from duken.carts.reads import CartId
from duken.kernel.actor import Actor


def add_line(
    cart_id: CartId, *, variant_id: UUID, quantity: int, by: Actor, expected_version: int | None = None
) -> int:
    """Add to what lies there already; answers the basket's new version.

    Two calls add twice: give `expected_version` where a call may be repeated, and the second is CartChanged.
    Raises CartUnknown, CartClosed, CartChanged, ItemUnknown, ItemNotSold, BadQuantity, TooManyLines.
    """
    by.require("carts.write")
    variant = _lines.check_line(variant_id, quantity)
    with transaction.atomic():
        cart = claim(cart_id, expected_version=expected_version, by=by)
        total = _lines.add(cart.id, variant, quantity)
        return leave(cart, "line_added", {"sku": variant.sku, "added": quantity, "quantity": total}, by=by)
