"""Place the order for the customer on the phone, once; and say what comes next."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from duken.access.names import actor_names
from duken.carts.adopt_cart import adopt_cart
from duken.carts.choices import DeliveryChoice
from duken.carts.reads import CartId
from duken.catalog.reads import variants_by_id
from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door
from duken.channels.backoffice.frame import show
from duken.channels.backoffice.phone_desk.basket import Look, look, page
from duken.channels.backoffice.phone_desk.change import chosen_way
from duken.channels.backoffice.phone_desk.find import contact_of
from duken.channels.backoffice.phone_desk.own_money import own_money
from duken.channels.backoffice.phone_desk.seat import Seat, seat_of
from duken.channels.backoffice.phone_desk.send_link import awaited_online
from duken.channels.own_money import OwnMoney
from duken.channels.texts import sentence
from duken.customers.recognise import recognise_customers
from duken.kernel import ids
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.orders.drafts import Contact, Delivery, LineDraft, OrderDraft, Pickup
from duken.orders.errors import LooksRepeated
from duken.orders.order import OrderRead
from duken.orders.place_together import place_together
from duken.orders.reads import earlier_orders, order
from duken.payments.reads import payments_of
from duken.stores import reads as stores


@sensitive_post_parameters("gift_card")
@require_POST
@behind_door("orders.place")
def take_order(request: HttpRequest, desk: Desk, cart_id: UUID) -> HttpResponse:
    """One order for one press: a second press, a lost answer or a second window find the same order."""
    seat = seat_of(desk)
    if known := _known(request, seat):
        return _to(known.id)
    told = {name: request.POST.get(name, "").strip()[:254] for name in ("name", "phone", "email")}
    found = look(CartId(cart_id), desk, seat)
    own = own_money(request, found.priced.cart, seat)
    if "look" in request.POST or own.card_problem:
        status = 200 if "look" in request.POST else 422
        return _page(request, desk, seat, found, told, own=own, status=status, problem=own.card_problem)
    try:
        if found.priced.cart.customer_id is None and found.priced.cart.status == "open":
            kept = _given_to(CartId(cart_id), told, seat)
            if kept != cart_id:
                messages.warning(request, gettext("This customer had a basket: both are one now. Please look at it."))
                return HttpResponseRedirect(reverse("office:desk_basket", args=[kept]), status=303)
            found = look(kept, desk, seat)
        answer = place_together(_draft(request, found, told, own, seat), by=seat.by)
        if isinstance(answer, Refusal):
            raise answer
    except LooksRepeated as refusal:
        return _page(request, desk, seat, found, told, own=own, repeat=refusal.facts)
    except Refusal as refusal:
        again = look(CartId(cart_id), desk, seat)
        if again.priced.cart.order_id:
            return _to(again.priced.cart.order_id)
        return _page(request, desk, seat, again, told, own=own, problem=sentence(refusal))
    return _to(answer.id)


@behind_door("orders.place")
def done_page(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    """What to say to the customer, what may be sent to them, and the way to the next one."""
    found = order(order_id, by=desk.by)
    payments = payments_of([found.id], by=desk.by)[found.id] if desk.may("payments.read") else []
    return show(
        request,
        desk,
        "office/desk_done.html",
        order=found,
        place=stores.location(found.location_id),
        method=words.word(words.METHOD, found.method),
        payment=words.word(words.PAYMENT_METHOD, found.payment_method),
        payments=[
            (Money(one.amount_minor, one.currency), words.word(words.PAYMENT_METHOD, one.method)) for one in payments
        ],
        awaited=awaited_online(found, payments),
        key=ids.new_id(),
        taken_by=actor_names([found.actor]).get(found.actor, ""),
    )


def _draft(request: HttpRequest, found: Look, told: dict[str, str], own: OwnMoney, seat: Seat) -> OrderDraft:
    """Raises NoContact, InvalidField."""
    cart, code = found.priced.cart, _code(request)
    known = variants_by_id([line.variant_id for line in cart.lines])
    contact = contact_of(told, seat)
    expected = request.POST.get("expected", "")
    return OrderDraft(
        key=request.POST.get("key", "")[:60],
        channel=seat.channel,
        lines=tuple(LineDraft(known[line.variant_id].sku, line.quantity) for line in cart.lines),  # type: ignore[index]
        contact=Contact(contact.name, contact.phone, contact.email),
        delivery=_wish(cart.delivery or chosen_way(request, seat)),
        payment_method=request.POST.get("payment", "on_collection")[:40],
        customer_id=cart.customer_id,
        company_id=found.priced.buying.company.id if found.priced.buying else None,
        cart_id=cart.id,
        note=request.POST.get("note", ""),
        expected_total_minor=int(expected) if expected.isdecimal() and len(expected) < 16 else -1,
        coupons=cart.coupons,
        points=cart.points,
        gift_cards=(code,) if code else (),
        credit_minor=own.spends_minor,
        confirm_repeat=request.POST.get("confirm_repeat") == "yes",
    )


def _given_to(cart_id: CartId, told: dict[str, str], seat: Seat) -> CartId:
    """Whoever gives a contact gets the basket onto their card; answers the basket to go on with. Raises NoContact."""
    [card] = recognise_customers([contact_of(told, seat)], by=seat.by)
    return adopt_cart(cart_id, customer_id=card, by=seat.by)


def _wish(way: DeliveryChoice) -> Pickup | Delivery:
    if way.method == "pickup":
        return Pickup(way.store or "auto")
    return Delivery(way.country, way.city, way.postcode, way.line1, way.zone)


def _code(request: HttpRequest) -> str:
    return request.POST.get("gift_card", "").strip()[:60]


def _known(request: HttpRequest, seat: Seat) -> OrderRead | None:
    """The order this very form has already become."""
    key = f"{seat.by.id}:{request.POST.get('key', '')[:60]}"
    found = earlier_orders([key]) if "\x00" not in key else {}
    return found[key][1] if key in found else None


def _to(order_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("office:desk_done", args=[order_id]), status=303)


def _page(
    request: HttpRequest,
    desk: Desk,
    seat: Seat,
    found: Look,
    told: dict[str, str],
    *,
    own: OwnMoney,
    status: int = 409,
    **more: object,
) -> HttpResponse:
    """The page again, with everything that was typed."""
    typed = {"contact": told, "note": request.POST.get("note", ""), "payment": request.POST.get("payment", "")}
    typed["gift_card"] = _code(request)
    return page(request, desk, seat, found, own=own, status=status, **typed, **more)
