"""The basket at the desk: what lies in it, where that is, what it costs, how it comes; live while both look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from duken.carts.choices import DeliveryChoice
from duken.carts.look_again import look_again
from duken.carts.quoted_cart import QuotedCart, quoted_cart
from duken.carts.reads import CartId, cart_story
from duken.carts.reads import cart as read_cart
from duken.catalog.reads import variants_by_id
from duken.channels import basket_words
from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door
from duken.channels.backoffice.frame import show, show_part
from duken.channels.backoffice.phone_desk.own_money import own_context, own_money
from duken.channels.backoffice.phone_desk.seat import Seat, doors, seat_of
from duken.channels.backoffice.phone_desk.shelves import Collectable, Shelves
from duken.channels.live_tickets import cart_topic, ticket_for
from duken.channels.own_money import OwnMoney
from duken.channels.texts import sentence
from duken.customers.card.short import short_card
from duken.customers.companies.reads import BuyerRead, companies_of
from duken.kernel import ids
from duken.kernel.money import Money
from duken.kernel.pages import Page
from duken.orders.browse import OrderQuery, browse_orders
from duken.payments.on_account.reads import Credit, credit_of_companies
from duken.payments.provider import COUNTER_METHODS, ON_ACCOUNT, PROVIDERS
from duken.privacy.views.note import note_views
from duken.stores import reads as stores
from duken.stores.places import DeliveryOption

EARLIER_ORDERS = 5


@dataclass(frozen=True, slots=True)
class Look:
    """Everything one look at a basket found."""

    priced: QuotedCart
    shelves: Shelves
    places: list[Collectable]
    way: DeliveryChoice
    options: list[DeliveryOption]


@behind_door("orders.place")
def basket_page(request: HttpRequest, desk: Desk, cart_id: UUID) -> HttpResponse:
    """The whole page; for htmx only the parts that change."""
    seat = seat_of(desk)
    found = look(CartId(cart_id), desk, seat)
    if request.headers.get("HX-Request"):
        return show_part(request, desk, "office/desk_live.html", **live_context(found, desk, seat))
    return page(request, desk, seat, found)


@behind_door("orders.place")
def ticket(request: HttpRequest, desk: Desk, cart_id: UUID) -> HttpResponse:
    """A ticket to hear that somebody changed this basket."""
    seat = seat_of(desk)
    seen = read_cart(cart_id, by=seat.by)
    return JsonResponse({"ticket": ticket_for(seat.by, [cart_topic(seen.id)])})


def page(
    request: HttpRequest,
    desk: Desk,
    seat: Seat,
    found: Look,
    *,
    own: OwnMoney | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page of a basket; one that became an order or went into another leads there."""
    cart = found.priced.cart
    if cart.order_id:
        return HttpResponseRedirect(reverse("office:desk_done", args=[cart.order_id]))
    if cart.merged_into:
        return HttpResponseRedirect(reverse("office:desk_basket", args=[cart.merged_into]))
    card = short_card(cart.customer_id, by=seat.by) if cart.customer_id else None
    if card:
        note_views([card.id], screen="desk", by=desk.by)
    account = _account(found.priced)
    ways = [*([ON_ACCOUNT] if account else []), *COUNTER_METHODS, *PROVIDERS]  # it mostly pays later where it may
    own = own or own_money(request, cart, seat)
    context = live_context(found, desk, seat) | own_context(own, found.priced.quote)
    context |= {
        "card": card,
        "contact": _contact(found, card),
        "earlier": _earlier_orders(cart.customer_id, desk, seat),
        "story": basket_words.story(cart_story(cart.id, by=seat.by), cart.currency),
        "looked_at": basket_words.looked_at(cart.viewed[:6]),
        "account": account,
        "payments": [(code, words.word(words.PAYMENT_METHOD, code)) for code in ways],
        "may_buy_for": _may_buy_for(cart.customer_id, seat),
        "key": ids.new_id(),
        "doors": doors(desk),
        "through": seat.channel,
        "live_url": f"{settings.LIVE_URL}/live",
        "ticket_url": reverse("office:desk_live", args=[cart.id]),
    }
    return show(request, desk, "office/desk_basket.html", status=status, **context | more)


def look(cart_id: CartId, desk: Desk, seat: Seat) -> Look:
    """Raises CartUnknown."""
    cart = read_cart(cart_id, by=seat.by)
    wanted = {line.variant_id: line.quantity for line in cart.lines}
    shelves = Shelves(list(wanted), seat.channel, cart.holding)
    places = shelves.collectable(wanted, desk.store.id if desk.store else None)
    way = cart.delivery or DeliveryChoice("pickup", store=places[0].place.code if places else "")
    at = way.store if way.method == "pickup" and way.store not in ("", "auto") else None
    priced = quoted_cart(cart_id, channel=seat.channel, location=at, by=seat.by)
    total = priced.quote.total_minor if priced.quote else 0
    options = (
        stores.delivery_options(way.country, way.city, way.postcode, total, currency=cart.currency)
        if way.method == "delivery" and (way.city or way.postcode)
        else []
    )
    return Look(priced, shelves, places, way, options)


def live_context(found: Look, desk: Desk, seat: Seat) -> dict[str, Any]:
    """What may change while somebody looks: lines, sums, stock, who is here."""
    cart, quote = found.priced.cart, found.priced.quote
    wanted = {line.variant_id: line.quantity for line in cart.lines}
    most = {variant: found.shelves.most(variant) for variant in wanted}
    differences = look_again(found.priced, most=most, by=seat.by) if cart.lines else []
    lines = _lines(found)
    other = cart.attendant if cart.attendant and cart.attendant.actor != seat.by.id else None
    return {
        "cart": cart,
        "quote": quote,
        "currency": cart.currency,
        "buying": found.priced.buying,
        "lines": lines,
        "refusal": sentence(found.priced.refusal) if found.priced.refusal else "",
        "refused_coupons": _refused_coupons(found.priced),
        "differences": basket_words.in_words(differences, cart.currency),
        "places": found.places,
        "way": found.way,
        "options": found.options,
        "can_be_sent": found.shelves.can_be_sent(wanted),
        "can_order": bool(quote) and bool(lines) and not any(line["problem"] for line in lines),
        "other": other,
    }


def _lines(found: Look) -> list[dict[str, Any]]:
    cart, quote = found.priced.cart, found.priced.quote
    variants = variants_by_id([line.variant_id for line in cart.lines])
    quoted = {line.variant_id: line for line in quote.lines} if quote else {}
    rows = []
    for line in cart.lines:
        variant = variants[line.variant_id]  # type: ignore[index]
        refusal = found.priced.problems.get(line.variant_id)
        most = found.shelves.most(line.variant_id)
        rows.append(
            {
                "variant": variant,
                "quantity": line.quantity,
                "price": quoted.get(line.variant_id),
                "stock": found.shelves.by_place(line.variant_id),
                "most": most,
                "problem": sentence(refusal) if refusal else "",
                "is_short": not refusal and line.quantity > most,
            }
        )
    return rows


def _account(priced: QuotedCart) -> Credit | None:
    """What the company may still order on account; None for a person, and for a company without a limit."""
    if priced.buying is None:
        return None
    company_id, currency = priced.buying.company.id, priced.cart.currency
    found = credit_of_companies([company_id], currency)[company_id]
    return found if found.limit else None


def _may_buy_for(customer_id: UUID | None, seat: Seat) -> list[BuyerRead]:
    if customer_id is None or not seat.by.may("companies.read"):
        return []
    return [one for one in companies_of(customer_id, by=seat.by) if one.may_order]


def _refused_coupons(priced: QuotedCart) -> list[str]:
    promoted = priced.quote.promoted if priced.quote else None
    return [sentence(refusal) for refusal in promoted.refused.values()] if promoted else []


def _contact(found: Look, card: Any) -> dict[str, str]:
    """What is known already: from the card, else what was typed into the basket."""
    typed = found.priced.cart.contact
    if card:
        return {
            "name": card.name,
            "phone": next(iter(card.phones), ""),
            "email": next(iter(card.emails), ""),
        }
    return {name: getattr(typed, name) if typed else "" for name in ("name", "phone", "email")}


def _earlier_orders(customer_id: UUID | None, desk: Desk, seat: Seat) -> list[dict[str, Any]]:
    if customer_id is None or not desk.may("orders.read"):
        return []
    rows = browse_orders(OrderQuery(customer_id=customer_id), page=Page("-placed_at", EARLIER_ORDERS), by=seat.by).rows
    return [
        {"order": row, "status": words.order_badge(row.status), "total": Money(row.total_minor, row.currency)}
        for row in rows
    ]
