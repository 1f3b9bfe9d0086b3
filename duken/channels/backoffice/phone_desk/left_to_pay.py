"""What is left to pay with the gift card and the credit that were just said: a piece of the page of the basket."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from duken.carts.reads import CartId
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door
from duken.channels.backoffice.frame import show_part
from duken.channels.backoffice.phone_desk.basket import look
from duken.channels.backoffice.phone_desk.own_money import own_context, own_money
from duken.channels.backoffice.phone_desk.seat import seat_of


@sensitive_post_parameters("gift_card")
@require_POST
@behind_door("orders.place")
def left_to_pay(request: HttpRequest, desk: Desk, cart_id: UUID) -> HttpResponse:
    """Asked again whenever the sum may have changed."""
    seat = seat_of(desk)
    priced = look(CartId(cart_id), desk, seat).priced
    shown = own_context(own_money(request, priced.cart, seat), priced.quote)
    return show_part(request, desk, "office/desk_own.html", currency=priced.cart.currency, **shown)
