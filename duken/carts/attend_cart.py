"""Who of the staff works on a basket: one at a time, the second is told who is there."""

from __future__ import annotations

from datetime import timedelta

import orjson
from django.db import transaction

from duken.carts._claim import claim, leave, make_known
from duken.carts.company import Attendant, read_attendant
from duken.carts.reads import CartId
from duken.kernel import clock, sql
from duken.kernel.actor import Actor

SAID_AGAIN_AFTER = timedelta(seconds=30)


def attend_cart(cart_id: CartId, *, by: Actor) -> Attendant | None:
    """Say that this member of staff works on it; answers the other one who does, and then nothing is changed.

    Raises CartUnknown, CartClosed.
    """
    return _attend(cart_id, by, instead_of_others=False)


def take_cart_over(cart_id: CartId, *, by: Actor) -> None:
    """The same although somebody else works on it: they see it at once. Raises CartUnknown, CartClosed."""
    _attend(cart_id, by, instead_of_others=True)


def _attend(cart_id: CartId, by: Actor, *, instead_of_others: bool) -> Attendant | None:
    by.require("carts.read")
    with transaction.atomic():
        cart = claim(cart_id, expected_version=None, by=by)
        [(stored,)] = sql.rows("SELECT attendant::text FROM carts_cart WHERE id = %s", [cart.id])
        here = read_attendant(orjson.loads(stored) if stored else None)
        is_other = here is not None and here.actor != by.id
        if here and is_other and not instead_of_others:
            return here
        now = clock.now()
        if here is None or is_other or now - here.at > SAID_AGAIN_AFTER:
            told = orjson.dumps({"actor": by.id, "name": by.name, "at": now.isoformat()}).decode()
            sql.run("UPDATE carts_cart SET attendant = %s::jsonb WHERE id = %s", [told, cart.id])
        if here is None or is_other:
            make_known(cart.id)
            leave(cart, "attended", {"name": by.name, "instead_of": here.name if here else ""}, by=by)
    return None
