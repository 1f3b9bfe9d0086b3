"""Send the customer the way to their basket, or to the page where they pay."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST

from duken.carts.reads import CartId, cart
from duken.carts.share_cart import send_cart_link
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.phone_desk.seat import Seat, seat_of
from duken.conversations.letters import write_letter
from duken.conversations.write import write_message
from duken.customers.card.short import short_card
from duken.customers.contacts import normal_email, normal_phone
from duken.customers.errors import NoContact
from duken.kernel.actor import Actor
from duken.orders.reads import order


@require_POST
@behind_door("orders.place")
def send_basket(request: HttpRequest, desk: Desk, cart_id: UUID) -> HttpResponse:
    """The link to this basket, good for a week; a customer's opens when they sign in."""
    seat = seat_of(desk)
    via, recipient = _recipient(request.POST.get("to", ""), seat)
    shared = send_cart_link(CartId(cart_id), by=seat.by)
    language = _language(CartId(cart_id), desk, seat)
    with override(language):
        link = settings.PUBLIC_URL + reverse("storefront:open_shared", args=[shared.token])
    write_letter("basket", via=via, recipient=recipient, language=language, facts={"link": link}, by=_sender(seat))
    return done(request, gettext("The link is on its way."), reverse("office:desk_basket", args=[cart_id]))


@require_POST
@behind_door("orders.place")
def send_payment(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    """The link to the page where this order is paid."""
    seat = seat_of(desk)
    found = order(order_id, by=desk.by)
    key = f"pay:{request.POST.get('key', '')[:60]}:{found.id}"
    write_message(found, "pay", facts={}, key=key, by=_sender(seat))
    return done(request, gettext("The link is on its way."), reverse("office:desk_done", args=[order_id]))


def _recipient(text: str, seat: Seat) -> tuple[str, str]:
    """Raises NoContact, InvalidField."""
    said = text.strip()[:254]
    if not said:
        raise NoContact
    return ("email", normal_email(said)) if "@" in said else ("sms", normal_phone(said, country=seat.country))


def _language(cart_id: CartId, desk: Desk, seat: Seat) -> str:
    """The customer's, where their card says it, else the one the desk is worked in."""
    owner = cart(cart_id, by=seat.by).customer_id
    card = short_card(owner, by=seat.by) if owner else None
    return card.language if card and card.language in dict(settings.LANGUAGES) else desk.language


def _sender(seat: Seat) -> Actor:
    return seat.by.lend("conversations.write")
