"""Which basket is meant: the one a signed-in customer has open anywhere, else the one this browser remembers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from duken.carts import reads as carts
from duken.carts.adopt_cart import adopt_cart
from duken.carts.open_cart import open_cart
from duken.carts.reads import CartId
from duken.channels.storefront import visitor
from duken.kernel.refusals import Refusal


def basket_of(request: HttpRequest) -> CartId | None:
    by = visitor.actor(request)
    if by.customer is not None:
        return carts.open_cart_of(by.customer, by=by)
    known = visitor.basket_id(request)
    return CartId(known) if known else None


def basket_for_writing(request: HttpRequest) -> CartId:
    """The basket, opened if there is none that is still open."""
    by = visitor.actor(request)
    known = basket_of(request)
    if known:
        try:
            if carts.cart(known, by=by).status == "open":
                return known
        except Refusal:
            pass
    return open_cart(by=by)


def units_in_basket(request: HttpRequest) -> int:
    """For the badge in the header; no statement for a browser without a basket."""
    known = basket_of(request)
    return carts.cart_count(known, by=visitor.actor(request)).lines if known else 0


def take_along(request: HttpRequest, response: HttpResponseBase) -> None:
    """After signing in: what lies in this browser's basket is poured into the customer's."""
    known = visitor.basket_id(request)
    by = visitor.actor(request)
    if known is None or by.customer is None:
        return
    try:
        brings = carts.cart_count(CartId(known), by=by).lines
        kept = adopt_cart(CartId(known), customer_id=by.customer, by=by)
    except Refusal:
        visitor.forget_basket(response)
        return
    visitor.keep_basket(request, response, kept)
    if brings and kept != known:
        told = gettext("You had a basket already: both are one now. Of what lay in both, the larger quantity counts.")
        messages.info(request, told)
