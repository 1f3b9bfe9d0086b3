"""Orders at a till: any that somebody comes with, one for what is not here, a shared basket, a receipt to send."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import unquote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, override
from msgspec import Meta
from msgspec.structs import replace
from ninja import Router

from duken.channels.api.answers import Answer, answer, answers, utc
from duken.channels.api.bodies import Body, Query, read_body, read_query
from duken.channels.api.errors import WrongBody
from duken.channels.api.keys import actor_of
from duken.channels.api.operations import operation
from duken.channels.api.orders import AddressBody, ContactBody, PickupBody
from duken.channels.api.problems import language_of
from duken.channels.api.repeats import needed_key, once
from duken.channels.api.till_customers import SCREEN, note_seen
from duken.channels.client_address import client_address
from duken.orders.drafts import Contact, Delivery, Pickup
from duken.privacy.views.note import note_views
from duken.stores import reads as stores
from duken.tills.find_orders import find_orders
from duken.tills.found_order import FoundOrder
from duken.tills.open_basket import OpenedBasket, open_basket, open_basket_by_code, open_basket_by_link
from duken.tills.order_elsewhere import order_elsewhere
from duken.tills.orders_at_till import orders_at_till
from duken.tills.reads import till_of
from duken.tills.send_receipt import send_receipt

router = Router(tags=["till"])
_LINK = re.compile(r"/basket/open/([\w:%-]{1,200})/?(?:[?#].*)?$")


class TillOrdersQuery(Query):
    q: Annotated[
        str,
        Meta(min_length=2, max_length=80, description="Number, receipt, code of collection, phone, e-mail, or a name"),
    ]


class WantedLine(Body):
    variant: UUID
    quantity: Annotated[int, Meta(ge=1, le=1_000_000_000)]


class BroughtBody(Body, tag_field="method", tag="delivery"):
    address: AddressBody


class WantedOrderBody(Body):
    """`customer` need not say how they are reached; who is nobody we know must."""

    lines: Annotated[list[WantedLine], Meta(min_length=1, max_length=500)]
    customer: UUID | None
    contact: ContactBody
    delivery: PickupBody | BroughtBody
    language: Annotated[str, Meta(max_length=10)] = ""


class WantedBasketBody(Body):
    """One of the three: six digits, what a shared basket's QR says, or the `open_basket` of a customer."""

    code: Annotated[str, Meta(max_length=20)] = ""
    link: Annotated[str, Meta(max_length=500)] = ""
    basket: UUID | None = None


class SendReceiptBody(Body):
    email: Annotated[str, Meta(min_length=3, max_length=254)]


class ReceiptSent(Answer):
    """`message` is the letter that is on its way."""

    message: str


@router.get(
    "/till/orders",
    summary="Find orders, of whichever channel",
    **operation("tills.sell", query=TillOrdersQuery, gives=list[FoundOrder]),
)
def list_till_orders(request: HttpRequest) -> HttpResponse:
    """At most twenty. By number, phone or e-mail of any shop; by a name those of this one. Who was seen is noted."""
    by = actor_of(request)
    found = find_orders(read_query(request, TillOrdersQuery).q, till=till_of(by), by=by)
    note_views([UUID(one.customer) for one in found if one.customer], screen=SCREEN, by=by)
    return answers([_in_words(one, request) for one in found])


@router.post(
    "/till/orders",
    summary="Order what is not here",
    **operation(
        "tills.sell",
        takes=WantedOrderBody,
        gives=FoundOrder,
        status=201,
        repeated=200,
        key_needed=True,
        refuses=(404, 409, 503),
    ),
)
def post_till_order(request: HttpRequest) -> HttpResponse:
    """Collected in another shop or brought; paid when it changes hands, or here by an entry of the journal."""
    by, key = actor_of(request), needed_key(request)
    till = till_of(by)
    body = read_body(request, WantedOrderBody)
    placed = order_elsewhere(
        [(line.variant, line.quantity) for line in body.lines],
        contact=Contact(body.contact.name, body.contact.phone, body.contact.email),
        delivery=_delivery(body.delivery),
        customer_id=body.customer,
        language=body.language or language_of(request),
        key=key,
        till=till,
        by=by,
    )
    [told] = orders_at_till([placed.id], till=till, by=by)
    return answer(_in_words(told, request), 200 if placed.repeated else 201)


@router.post(
    "/till/baskets/open",
    summary="Go on with a basket of another channel",
    **operation("tills.sell", takes=WantedBasketBody, gives=OpenedBasket, refuses=(404, 409, 503)),
)
def post_till_basket(request: HttpRequest) -> HttpResponse:
    """A code and a link are used up by it. The basket ends with the receipt that names it."""
    by = actor_of(request)
    till = till_of(by)
    body = read_body(request, WantedBasketBody)
    if sum(map(bool, (body.code, body.link, body.basket))) != 1:
        raise WrongBody("", "say one of code, link and basket")

    def open_it(_: str) -> HttpResponse:
        if body.basket:
            opened = open_basket(body.basket, till=till, by=by)
        elif body.link:
            opened = open_basket_by_link(_token(body.link), till=till, by=by)
        else:
            opened = open_basket_by_code(body.code, address=client_address(request), till=till, by=by)
        if opened.customer:
            note_seen([opened.customer], by)
        return answer(opened)

    return once(request, open_it)


@router.post(
    "/till/receipts/{number}/send",
    summary="Send a receipt by e-mail",
    **operation("tills.sell", takes=SendReceiptBody, gives=ReceiptSent, status=202, refuses=(404,)),
)
def post_till_receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Of this shop. The address is used for this letter alone: it becomes nobody's contact."""
    by = actor_of(request)
    till, email = till_of(by), read_body(request, SendReceiptBody).email

    def send(_: str) -> HttpResponse:
        return answer(ReceiptSent(message=str(send_receipt(number, email=email, till=till, by=by))), 202)

    return once(request, send)


def _delivery(wish: PickupBody | BroughtBody) -> Pickup | Delivery:
    if isinstance(wish, PickupBody):
        return Pickup(wish.store)
    address = wish.address
    return Delivery(address.country, address.city, address.postcode, address.line1)


def _token(link: str) -> str:
    """What a QR says is a whole address; a token by itself is understood too."""
    found = _LINK.search(link.strip())
    return unquote(found.group(1)) if found else link.strip()


def _in_words(found: FoundOrder, request: HttpRequest) -> FoundOrder:
    with override(language_of(request)):
        return replace(found, placed_at=utc(found.placed_at) or found.placed_at, why_not=_why_not(found, request))


def _why_not(found: FoundOrder, request: HttpRequest) -> str:
    if found.why_not == "elsewhere":
        place = stores.location(found.store).called(language_of(request))
        return gettext("It is collected in %(place)s.") % {"place": place}
    return {
        "": "",
        "cancelled": gettext("It was cancelled."),
        "handed_over": gettext("It was handed over."),
        "to_be_delivered": gettext("It is brought to the customer."),
    }[found.why_not]
