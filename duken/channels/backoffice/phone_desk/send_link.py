"""Send the customer the way to their basket, or to the page where they pay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST

from duken.carts.reads import CartId, cart
from duken.carts.share_cart import send_cart_link
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import back, behind_door, done
from duken.channels.backoffice.phone_desk.seat import Seat, seat_of
from duken.conversations.letters import write_letter
from duken.conversations.write import write_message
from duken.customers.card.short import short_card
from duken.customers.contacts import normal_email, normal_phone
from duken.customers.errors import NoContact
from duken.kernel.actor import Actor
from duken.kernel.money import Money
from duken.orders.reads import OrderRead, order
from duken.orders.states import OPEN
from duken.payments.reads import PaymentRead, payments_of
from duken.payments.states import PAY_ONLINE_WITHIN


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
    """The link to the page where this order is paid, once for each page that was opened."""
    seat = seat_of(desk)
    found = order(order_id, by=desk.by)
    awaited = awaited_online(found, payments_of([found.id], by=seat.by)[found.id])
    if awaited is None:
        messages.error(request, gettext("Nothing is to be paid online for this order any more."))
        return HttpResponseRedirect(back(request), status=303)
    key = f"pay:{request.POST.get('key', '')[:60]}:{found.id}"
    write_message(found, "pay", facts=awaited._asdict(), key=key, by=_sender(seat))
    return done(request, gettext("The link is on its way."))


class Awaited(NamedTuple):
    """What the customer still pays on the page of a payment service, and until when the order waits for it."""

    amount: Money
    until: datetime


def awaited_online(found: OrderRead, payments: Sequence[PaymentRead]) -> Awaited | None:
    """None where nothing waits for money from there."""
    if found.status not in OPEN:
        return None
    waiting = [one for one in payments if one.provider and one.status == "started"]
    if not waiting:
        return None
    last = waiting[-1]
    return Awaited(Money(last.amount_minor, last.currency), last.created_at + PAY_ONLINE_WITHIN)


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
