"""Remember whom to tell about a basket, as typed so far."""

from __future__ import annotations

import orjson
from django.db import transaction

from duken.carts._claim import claim, leave
from duken.carts.choices import ContactDraft, to_columns
from duken.carts.reads import CartId
from duken.kernel import sql
from duken.kernel.actor import Actor


def remember_contact(cart_id: CartId, *, contact: ContactDraft, by: Actor, expected_version: int | None = None) -> int:
    """Put this in place of what was typed before; answers the new version. The story says only that it was given.

    Raises CartUnknown, CartClosed, CartChanged, InvalidField.
    """
    by.require("carts.write")
    told = to_columns(contact)
    with transaction.atomic():
        cart = claim(cart_id, expected_version=expected_version, by=by)
        sql.run("UPDATE carts_cart SET contact = %s::jsonb WHERE id = %s", [orjson.dumps(told).decode(), cart.id])
        return leave(cart, "contact_given", {}, by=by)
