"""Take two baskets that met apart again, while nobody has changed the one they became."""

from __future__ import annotations

from typing import Any

import orjson
from django.db import transaction

from duken.carts._claim import claim, leave
from duken.carts._pour import pour_back
from duken.carts.errors import NothingToUndo
from duken.carts.reads import CartId
from duken.kernel import sql
from duken.kernel.actor import Actor


def undo_merge(cart_id: CartId, *, by: Actor) -> int:
    """What was poured in goes out again; answers the new version. Repeating is refused: there is nothing left to undo.

    Raises CartUnknown, CartClosed, NothingToUndo (also after any other change).
    """
    by.require("carts.write")
    with transaction.atomic():
        cart = claim(cart_id, expected_version=None, by=by)
        told = sql.rows(_MERGED, [cart.id, cart.version])
        if not told:
            raise NothingToUndo
        facts: dict[str, Any] = orjson.loads(told[0][0])
        pour_back(cart.id, facts["grown"])
        return leave(cart, "merge_undone", {"cart_id": facts["cart_id"]}, by=by)


_MERGED = """
SELECT facts::text FROM carts_cartevent
WHERE cart_id = %s AND version = %s AND kind = 'merged_from' AND facts ? 'grown'
"""
