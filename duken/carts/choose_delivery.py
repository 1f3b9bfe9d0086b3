"""Remember how the goods of a basket shall come."""

from __future__ import annotations

import orjson
from django.db import transaction

from duken.carts._claim import claim, leave
from duken.carts.choices import DeliveryChoice, to_columns
from duken.carts.reads import CartId
from duken.kernel import sql
from duken.kernel.actor import Actor


def choose_delivery(cart_id: CartId, *, choice: DeliveryChoice, by: Actor, expected_version: int | None = None) -> int:
    """Put this choice in place of the last; answers the new version. Whether it is possible the quote says.

    Raises CartUnknown, CartClosed, CartChanged, InvalidField.
    """
    by.require("carts.write")
    told = to_columns(choice)
    with transaction.atomic():
        cart = claim(cart_id, expected_version=expected_version, by=by)
        sql.run("UPDATE carts_cart SET delivery = %s::jsonb WHERE id = %s", [orjson.dumps(told).decode(), cart.id])
        facts = {"method": choice.method, "store": choice.store, "zone": choice.zone}
        return leave(cart, "delivery_chosen", facts, by=by)
