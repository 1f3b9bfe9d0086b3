"""Who is calling: one field for a phone, a name, an e-mail, a basket's code, an order's number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duken.carts.attend_cart import attend_cart
from duken.carts.errors import CartCodeUnknown
from duken.carts.open_cart import open_cart
from duken.carts.open_shared_cart import open_cart_by_code
from duken.carts.reads import CartId
from duken.channels.backoffice.desk import THROUGH_KEY, Desk
from duken.channels.backoffice.door import back, behind_door
from duken.channels.backoffice.frame import show
from duken.channels.backoffice.phone_desk.by_order import FoundOrder, orders_numbered
from duken.channels.backoffice.phone_desk.seat import Seat, doors, seat_of
from duken.channels.texts import sentence
from duken.customers.card.short import ShortCard, short_card_by
from duken.customers.contacts import normal_email, normal_phone
from duken.customers.errors import NoContact
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.refusals import InvalidField, Refusal

CODE_DIGITS = 6
SHOWN = 9  # so many have a key of their own


@behind_door("orders.place")
def desk_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The field, ready to type. A POST goes to the basket of the one who is meant, or shows whom it may mean."""
    text = " ".join(request.POST.get("who", "").replace("\x00", "").split())[:200]
    if request.method != "POST" or not text:
        return _page(request, desk)
    seat = seat_of(desk)
    if cart := _by_code(text, seat):
        return to_basket(cart, seat)
    numbered = orders_numbered(text, limit=SHOWN, desk=desk, seat=seat)
    found = short_card_by(text, limit=SHOWN, by=seat.by)
    if len(numbered) == 1 and not found and numbered[0].is_exact and numbered[0].leads_to_somebody:
        _say_by_which_order(request, numbered[0])
        return to_basket(open_cart(customer_id=numbered[0].order.customer_id, by=seat.by), seat)
    if len(found) == 1 and not numbered:
        return to_basket(open_cart(customer_id=found[0].id, by=seat.by), seat)
    return _page(request, desk, who=text, found=found, numbered=numbered, fresh={} if numbered else _guess(text, seat))


@require_POST
@behind_door("orders.place")
def choose_door(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Through which channel orders are taken here from now on: the phone, the counter, a chat."""
    wanted = request.POST.get("channel", "")
    if wanted in {one.code for one in doors(desk)}:
        request.session[THROUGH_KEY] = wanted
    return HttpResponseRedirect(back(request), status=303)


@require_POST
@behind_door("orders.place")
def open_customer(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    """The open basket of this customer, begun if there is none."""
    seat = seat_of(desk)
    return to_basket(open_cart(customer_id=customer_id, by=seat.by), seat)


@require_POST
@behind_door("customers.write")
def new_customer(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A card for whoever has none; a phone or an e-mail that is known leads to the card that has it."""
    seat = seat_of(desk)
    told = {name: request.POST.get(name, "").strip() for name in ("name", "phone", "email")}
    try:
        [card] = recognise_customers([contact_of(told, seat)], by=seat.by)
    except Refusal as refusal:
        return _page(request, desk, fresh=told, problem=sentence(refusal), status=422)
    return to_basket(open_cart(customer_id=card, by=seat.by), seat)


@require_POST
@behind_door("orders.place")
def new_basket(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A basket of nobody yet: for who would rather not be known."""
    seat = seat_of(desk)
    return to_basket(open_cart(by=seat.by), seat)


def contact_of(told: dict[str, str], seat: Seat) -> Contact:
    """Raises NoContact, InvalidField."""
    phone = normal_phone(told["phone"], country=seat.country) if told["phone"] else ""
    email = normal_email(told["email"]) if told["email"] else ""
    if not phone and not email:
        raise NoContact
    return Contact(told["name"], phone, email)


def to_basket(cart: CartId, seat: Seat) -> HttpResponse:
    """Sit down at this basket; who sits there already is shown on its page."""
    attend_cart(cart, by=seat.by)
    return HttpResponseRedirect(reverse("office:desk_basket", args=[cart]), status=303)


def _by_code(text: str, seat: Seat) -> CartId | None:
    digits = text.replace(" ", "")
    if len(digits) != CODE_DIGITS or not digits.isdecimal():
        return None
    try:
        return open_cart_by_code(digits, address="", by=seat.by).cart_id
    except CartCodeUnknown:
        return None


def _say_by_which_order(request: HttpRequest, found: FoundOrder) -> None:
    address = reverse("office:order", args=[found.order.id])
    said = gettext("Found by the order %(number)s.") % {"number": found.order.number}
    messages.info(request, format_html('{} <a href="{}">{}</a>', said, address, gettext("See the order")))


def _guess(text: str, seat: Seat) -> dict[str, str]:
    """What was typed, put into the field of the new card it belongs to."""
    told = {"name": "", "phone": "", "email": ""}
    if "@" in text:
        return told | {"email": text}
    try:
        return told | {"phone": normal_phone(text, country=seat.country)}
    except InvalidField:
        return told | {"name": text}


def _page(
    request: HttpRequest,
    desk: Desk,
    *,
    who: str = "",
    found: list[ShortCard] | None = None,
    numbered: Sequence[FoundOrder] = (),
    fresh: dict[str, str] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context: dict[str, Any] = {"who": who, "found": found, "numbered": numbered, "fresh": fresh or {}}
    context |= {"asked": found is not None or bool(fresh), "doors": doors(desk), "through": desk.through}
    return show(request, desk, "office/desk.html", status=status, **context, **more)
