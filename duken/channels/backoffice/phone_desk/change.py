"""What is done to a basket at the desk: each answers with the basket as it is now."""

from __future__ import annotations

import re
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from duken.carts.add_line import add_line
from duken.carts.adopt_cart import adopt_cart
from duken.carts.apply_coupon import apply_coupon
from duken.carts.attend_cart import attend_cart, take_cart_over
from duken.carts.buy_for import buy_for
from duken.carts.choices import DeliveryChoice
from duken.carts.choose_delivery import choose_delivery
from duken.carts.drop_coupon import drop_coupon
from duken.carts.hold_cart import hold_cart, release_cart
from duken.carts.reads import CartId, cart
from duken.carts.remove_line import remove_line
from duken.carts.set_quantity import set_quantity
from duken.carts.spend_points import spend_points
from duken.catalog.browse import ProductQuery, browse_variants
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door
from duken.channels.backoffice.fields import maybe_id
from duken.channels.backoffice.frame import show_part
from duken.channels.backoffice.phone_desk.basket import live_context, look
from duken.channels.backoffice.phone_desk.find import contact_of
from duken.channels.backoffice.phone_desk.seat import Seat, seat_of
from duken.channels.backoffice.phone_desk.shelves import Shelves
from duken.channels.backoffice.stock.lookup import article
from duken.channels.basket_words import left_behind
from duken.customers.card.short import short_card_by
from duken.customers.companies.errors import CompanyMissing
from duken.customers.recognise import recognise_customers
from duken.kernel.pages import Page
from duken.stores import reads as stores

_TYPED = re.compile(r"^\s*(\d{1,4})\s*[*x×]\s*(\S.*)$", re.IGNORECASE)  # 3*TEA: three of it
SUGGESTED = 6


@require_POST
@behind_door("orders.place")
def put(request: HttpRequest, desk: Desk, cart_id: UUID) -> HttpResponse:
    """An article by SKU, barcode or name; `3*TEA` puts in three."""
    seat = seat_of(desk)
    quantity, text = _asked(request.POST.get("article", ""))
    found = article(text, desk)
    add_line(CartId(cart_id), variant_id=found.id, quantity=quantity, by=seat.by)
    return _now(request, desk, seat, cart_id)


@behind_door("orders.place")
def suggest(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Articles that fit what is typed so far, with what is free of them."""
    quantity, text = _asked(request.GET.get("article", ""))
    if len(text) < 2:
        return HttpResponse("")
    seat = seat_of(desk)
    rows = browse_variants(ProductQuery(search=text), page=Page("sku", SUGGESTED), by=desk.by).rows
    shelves = Shelves([row.id for row in rows], seat.channel)
    found = [{"row": row, "stock": shelves.by_place(row.id), "most": shelves.most(row.id)} for row in rows]
    prefix = f"{quantity}*" if quantity > 1 else ""
    return show_part(request, desk, "office/desk_found.html", found=found, prefix=prefix)


@require_POST
@behind_door("orders.place")
def quantity(request: HttpRequest, desk: Desk, cart_id: UUID) -> HttpResponse:
    """Another quantity of a line; none takes it out."""
    seat, variant = seat_of(desk), _variant(request)
    text = request.POST.get("quantity", "").strip()
    wanted = int(text) if text.isdecimal() and len(text) < 7 else 0
    if wanted and not request.POST.get("remove"):
        set_quantity(CartId(cart_id), variant_id=variant, quantity=wanted, by=seat.by)
    else:
        remove_line(CartId(cart_id), variant_id=variant, by=seat.by)
    return _now(request, desk, seat, cart_id)


@require_POST
@behind_door("orders.place")
def way(request: HttpRequest, desk: Desk, cart_id: UUID) -> HttpResponse:
    """How the goods shall come: prices and promises follow."""
    seat = seat_of(desk)
    choose_delivery(CartId(cart_id), choice=chosen_way(request, seat), by=seat.by)
    return _now(request, desk, seat, cart_id)


@require_POST
@behind_door("orders.place")
def coupon(request: HttpRequest, desk: Desk, cart_id: UUID) -> HttpResponse:
    """Use a coupon, or take one out."""
    seat = seat_of(desk)
    if dropped := request.POST.get("drop", ""):
        drop_coupon(CartId(cart_id), code=dropped[:80], by=seat.by)
    else:
        apply_coupon(CartId(cart_id), code=request.POST.get("coupon", "")[:80], by=seat.by)
    return _now(request, desk, seat, cart_id)


@require_POST
@behind_door("orders.place")
def points(request: HttpRequest, desk: Desk, cart_id: UUID) -> HttpResponse:
    """So many of the customer's points shall be spent."""
    seat = seat_of(desk)
    text = request.POST.get("points", "").strip()
    spend_points(CartId(cart_id), points=int(text) if text.isdecimal() and len(text) < 10 else 0, by=seat.by)
    return _now(request, desk, seat, cart_id)


@require_POST
@behind_door("orders.place")
def for_whom(request: HttpRequest, desk: Desk, cart_id: UUID) -> HttpResponse:
    """For the customer, or for a company they buy for: other prices, another way to pay."""
    try:
        company_id = UUID(request.POST["company"]) if request.POST.get("company") else None
    except ValueError:
        raise CompanyMissing from None
    by = seat_of(desk).by
    before = cart(CartId(cart_id), by=by)
    buy_for(before.id, company_id=company_id, by=by)
    if left := left_behind(before, cart(before.id, by=by)):
        messages.info(request, left)
    return HttpResponseRedirect(reverse("office:desk_basket", args=[cart_id]), status=303)


@require_POST
@behind_door("orders.place")
def keep(request: HttpRequest, desk: Desk, cart_id: UUID) -> HttpResponse:
    """Keep the stock for some minutes while the customer thinks, or let it go."""
    seat = seat_of(desk)
    if request.POST.get("release"):
        release_cart(CartId(cart_id), by=seat.by)
    else:
        place = stores.location(request.POST.get("place", "")[:80])
        hold_cart(CartId(cart_id), location_id=place.id, channel=seat.channel, by=seat.by)
    return _now(request, desk, seat, cart_id)


@require_POST
@behind_door("orders.place")
def take_over(request: HttpRequest, desk: Desk, cart_id: UUID) -> HttpResponse:
    """I go on with this basket: whoever sat at it sees that."""
    seat = seat_of(desk)
    take_cart_over(CartId(cart_id), by=seat.by)
    return _now(request, desk, seat, cart_id)


@require_POST
@behind_door("customers.write")
def belongs_to(request: HttpRequest, desk: Desk, cart_id: UUID) -> HttpResponse:
    """Give a basket of nobody to the customer it is for: known by phone or name, or new. It may join their own."""
    seat = seat_of(desk)
    contact = request.POST.get("contact", "").strip()[:254]
    told = {"name": request.POST.get("name", "").strip()[:254], "phone": "", "email": ""}
    told["email" if "@" in contact else "phone"] = contact
    known = short_card_by(contact, limit=2, by=seat.by) if told["phone"] else []  # its last digits are enough
    card = known[0].id if len(known) == 1 else recognise_customers([contact_of(told, seat)], by=seat.by)[0]
    kept = adopt_cart(CartId(cart_id), customer_id=card, by=seat.by)
    attend_cart(kept, by=seat.by)
    return HttpResponseRedirect(reverse("office:desk_basket", args=[kept]), status=303)


def chosen_way(request: HttpRequest, seat: Seat) -> DeliveryChoice:
    """What the form says of how the goods shall come."""
    said = {name: request.POST.get(name, "").strip()[:200] for name in ("store", "zone", "city", "postcode", "line1")}
    if request.POST.get("method") == "delivery":
        return DeliveryChoice("delivery", country=seat.country, **said | {"store": ""})
    return DeliveryChoice("pickup", store=said["store"])


def _now(request: HttpRequest, desk: Desk, seat: Seat, cart_id: UUID) -> HttpResponse:
    attend_cart(CartId(cart_id), by=seat.by)
    if not request.headers.get("HX-Request"):
        return HttpResponseRedirect(reverse("office:desk_basket", args=[cart_id]), status=303)
    found = look(CartId(cart_id), desk, seat)
    return show_part(request, desk, "office/desk_live.html", **live_context(found, desk, seat))


def _asked(text: str) -> tuple[int, str]:
    plain = text.replace("\x00", "").strip()[:80]
    counted = _TYPED.match(plain)
    return (max(1, int(counted[1])), counted[2]) if counted else (1, plain)


def _variant(request: HttpRequest) -> UUID:
    return maybe_id(request.POST.get("variant")) or UUID(int=0)
