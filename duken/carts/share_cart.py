"""Hand a basket on: six digits to say or type, a link to scan or to send."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from duken.carts import _shares
from duken.carts._claim import claim, leave, make_known
from duken.carts.reads import CartId
from duken.kernel.actor import Actor


class Shared(NamedTuple):
    """`code` and `token` open the same basket; whichever is used first uses up both. A sent link has no code."""

    code: str
    token: str
    expires_at: datetime


def share_cart(cart_id: CartId, *, by: Actor) -> Shared:
    """Six digits and a token, good for fifteen minutes and one use; what was handed out before is void.

    Neither can be shown again: only a hash is kept. Raises CartUnknown, CartClosed.
    """
    return _share(cart_id, "shared", with_code=True, by=by)


def send_cart_link(cart_id: CartId, *, by: Actor) -> Shared:
    """A token for a message to the customer: good for a week, however often it is used. Staff only.

    Raises CartUnknown, CartClosed.
    """
    by.require("carts.read")
    return _share(cart_id, "link_sent", with_code=False, by=by)


def _share(cart_id: CartId, kind: str, *, with_code: bool, by: Actor) -> Shared:
    by.require("carts.write")
    with transaction.atomic():
        cart = claim(cart_id, expected_version=None, by=by)
        share_id, code, until = _shares.write_share(cart.id, with_code=with_code, by=by)
        make_known(cart.id)
        leave(cart, kind, {}, by=by)
    return Shared(code, _shares.token_of(share_id), until)
