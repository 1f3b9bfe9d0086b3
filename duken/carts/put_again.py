"""Put what was ordered before into a basket again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from duken.carts import _lines
from duken.carts._claim import claim, leave
from duken.carts.reads import CartId
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal


class Again(NamedTuple):
    """So much of an article as an order had."""

    variant_id: UUID
    quantity: int


def put_again(cart_id: CartId, wanted: Sequence[Again], *, order_number: str, by: Actor) -> list[Refusal | None]:
    """Let the basket hold at least so much of each; answers why not, of each that is not sold any more.

    Of what lies there already the larger quantity counts: repeating doubles nothing, and what grew since stays. Its
    price is today's. Raises CartUnknown, CartClosed, TooManyLines.
    """
    by.require("carts.write")
    with transaction.atomic():
        cart = claim(cart_id, expected_version=None, by=by)
        answers = [_put(cart.id, one) for one in wanted]
        if not all(answers):
            leave(cart, "put_again", {"order": order_number}, by=by)
    return answers


def _put(cart_id: UUID, one: Again) -> Refusal | None:
    try:
        variant = _lines.check_line(one.variant_id, one.quantity)
    except Refusal as refusal:
        return refusal
    _lines.put_at_least(cart_id, variant, one.quantity)
    return None
