"""Remember what the owner of a basket looked at last: it comes along when the basket changes hands."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from duken.carts.reads import CartId
from duken.customers.identities.alias import aliases_of
from duken.kernel import sql
from duken.kernel.actor import Actor

MOST_VIEWED = 12


def remember_viewed(cart_id: CartId, product_ids: Sequence[UUID], *, by: Actor) -> None:
    """Put these products, newest first, in place of what was remembered; twelve at most.

    No change of the basket: no version, no line of the story. A basket that is closed or not theirs stays as it is.
    """
    by.require("carts.write")
    told = list(dict.fromkeys(str(product) for product in product_ids))[:MOST_VIEWED]
    cards = aliases_of(by.customer) if by.customer else []
    sql.run(_REMEMBER, [told, cart_id, cards, by.may("carts.read"), told])


_REMEMBER = """
UPDATE carts_cart SET viewed = to_jsonb(%s::text[])
WHERE id = %s AND status = 'open' AND (customer_id IS NULL OR customer_id = ANY(%s) OR %s)
  AND viewed IS DISTINCT FROM to_jsonb(%s::text[])
"""
