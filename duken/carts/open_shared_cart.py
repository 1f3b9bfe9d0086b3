"""Go on with a basket that was begun elsewhere: by its six digits, or by its link."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from duken.access import attempts
from duken.carts import _shares
from duken.carts._claim import Claimed, is_visible, leave, lock, make_known
from duken.carts._pour import pour
from duken.carts.adopt_cart import adopt_cart
from duken.carts.errors import CartClosed, CartNeedsSignIn, CartUnknown
from duken.carts.reads import CartId
from duken.customers.identities.alias import root_of
from duken.kernel import sql
from duken.kernel.actor import Actor, system

_FINDER = system("carts.open")  # finds the basket before it is judged who may have it


class Opened(NamedTuple):
    """The basket to go on with. `joined`: how many lines of the basket in hand made it larger."""

    cart_id: CartId
    joined: int


def open_cart_by_code(code: str, *, in_hand: CartId | None = None, address: str, by: Actor) -> Opened:
    """The basket that shows these digits now; the digits are used up. Each wrong guess counts, for whoever guesses
    and for the `address` they guess from. `in_hand` is the basket this device held before: see `open_cart_by_link`.

    Raises CartCodeUnknown, TooManyAttempts, CartNeedsSignIn, CartClosed.
    """
    by.require("carts.write")
    is_stranger = not by.may("carts.read")  # whoever may read any basket gains nothing by guessing
    if is_stranger:
        for purpose, person in (("basket_code", by.id), ("basket_code_any", "")):
            attempts.attempt(purpose, person=person, address=address)
    with transaction.atomic():
        opened = _open(_shares.share_with_code(code), "code", in_hand, by)
    if is_stranger:
        for purpose, person in (("basket_code", by.id), ("basket_code_any", "")):
            attempts.right(purpose, person=person, address=address)
    return opened


def open_cart_by_link(token: str, *, in_hand: CartId | None = None, by: Actor) -> Opened:
    """The basket behind a link. Nobody's basket goes on here, and becomes the customer's if one is signed in; a
    person's opens for that person and for staff (CartNeedsSignIn).

    A shopper's basket in hand is poured into it: of an article in both the larger quantity counts.
    Raises CartLinkOver, CartNeedsSignIn, CartClosed.
    """
    by.require("carts.write")
    with transaction.atomic():
        return _open(_shares.share_with_token(token), "link", in_hand, by)


def look_at_link(token: str, *, by: Actor) -> None:
    """Whether `open_cart_by_link` would open it now: refuses as it does, and uses up nothing."""
    by.require("carts.write")
    with transaction.atomic():
        _found(_shares.share_with_token(token).cart_id, by)


def _open(share: _shares.Share, how: str, in_hand: CartId | None, by: Actor) -> Opened:
    if by.customer:
        sql.advisory_lock(f"carts.person:{root_of(by.customer)}")  # before the basket, as whoever adopts one does
    cart = _found(share.cart_id, by)
    _shares.use_up(share)
    make_known(cart.id)
    cart = cart._replace(version=leave(cart, "taken_over", {"by": how}, by=by), last_channel=by.channel)
    if by.customer and cart.customer_id is None:
        return Opened(adopt_cart(CartId(cart.id), customer_id=by.customer, by=by), 0)
    return Opened(CartId(cart.id), _join(in_hand, cart, by) if in_hand else 0)


def _found(cart_id: UUID, by: Actor) -> Claimed:
    cart = lock(cart_id, _FINDER)
    if cart.merged_into:
        cart = lock(cart.merged_into, _FINDER)
    if not is_visible(cart.customer_id, by):
        raise CartNeedsSignIn
    if cart.status != "open":
        raise CartClosed(cart.id, cart.status)
    return cart


def _join(in_hand: CartId, cart: Claimed, by: Actor) -> int:
    if in_hand == cart.id or by.may("carts.read"):
        return 0
    try:
        held = lock(in_hand, by)
    except CartUnknown:
        return 0
    return pour(held, cart, by=by) if held.status == "open" and held.customer_id is None else 0
