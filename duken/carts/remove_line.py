"""Take an article out of a basket."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.carts import _lines
from duken.carts._claim import claim, leave
from duken.carts.reads import CartId
from duken.kernel.actor import Actor


def remove_line(cart_id: CartId, *, variant_id: UUID, by: Actor, expected_version: int | None = None) -> int:
    """Take it out; answers the version (the same if it was not there). Raises CartUnknown, CartClosed, CartChanged."""
    by.require("carts.write")
    with transaction.atomic():
        cart = claim(cart_id, expected_version=expected_version, by=by)
        if not _lines.take_out(cart.id, variant_id):
            return cart.version
        return leave(cart, "line_removed", {"variant_id": variant_id}, by=by)
