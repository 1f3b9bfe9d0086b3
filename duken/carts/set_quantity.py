"""Say how much of an article a basket shall hold."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.carts import _lines
from duken.carts._claim import claim, leave
from duken.carts.reads import CartId
from duken.kernel.actor import Actor


def set_quantity(
    cart_id: CartId, *, variant_id: UUID, quantity: int, by: Actor, expected_version: int | None = None
) -> int:
    """Make it this much, whatever it was; answers the new version. Repeating is harmless. remove_line takes it out.

    Raises CartUnknown, CartClosed, CartChanged, ItemUnknown, ItemNotSold, BadQuantity, TooManyLines.
    """
    by.require("carts.write")
    variant = _lines.check_line(variant_id, quantity)
    with transaction.atomic():
        cart = claim(cart_id, expected_version=expected_version, by=by)
        _lines.put(cart.id, variant, quantity)
        return leave(cart, "quantity_set", {"sku": variant.sku, "quantity": quantity}, by=by)
