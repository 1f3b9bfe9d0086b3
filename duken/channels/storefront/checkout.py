"""Checkout on one page: how, for whom, how paid. A second press, a reload or a lost answer give one order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from duken.carts.basket import Quote
from duken.carts.quote import quote
from duken.carts.quote_request import DeliveryWant
from duken.carts.quoted_cart import QuotedCart
from duken.carts.request_for import collected, delivered
from duken.channels.content_security import let_forms_lead_to
from duken.channels.own_money import OwnMoney
from duken.channels.promotion_words import taken
from duken.channels.storefront import visitor
from duken.channels.storefront.agreeing import agree_at_checkout
from duken.channels.storefront.basket import lines_of, priced_basket
from duken.channels.storefront.checkout_form import CheckoutForm
from duken.channels.storefront.delivery import Way, ways_to
from duken.channels.storefront.for_whom import may_buy_for
from duken.channels.storefront.frame import language, show
from duken.channels.storefront.own_money import own_money
from duken.channels.storefront.place import DeliverTo, deliver_to, home_country, keep_town
from duken.channels.storefront.savings import savings, working
from duken.channels.storefront.stock import ReadyAt, Stock
from duken.channels.storefront.ways_to_pay import ways_to_pay
from duken.channels.texts import sentence
from duken.customers import reads as customers
from duken.customers.card.read import addresses_of
from duken.customers.consents.wording import wording
from duken.customers.policies import may_see
from duken.kernel import clock, ids
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.orders import reads as orders
from duken.orders.drafts import Contact, Delivery, LineDraft, OrderDraft, Pickup
from duken.orders.errors import LooksRepeated, TotalChanged
from duken.orders.order import OrderRead
from duken.orders.place_together import place_together
from duken.payments.provider import payment_origins, provider_for


@dataclass(frozen=True, slots=True)
class Offer:
    """What this basket can be offered now: shops that have all of it, services that bring it, and the sums."""

    priced: QuotedCart
    stock: Stock
    places: list[ReadyAt]
    ways: list[Way]
    address: DeliverTo
    collected: Quote | None
    delivered: Quote | None
    zone: str
    own: OwnMoney

    @property
    def is_there(self) -> bool:
        """An order comes from one place: some place has all of it."""
        return self.stock.can_be_sent({line.variant_id: line.quantity for line in self.priced.cart.lines})


@never_cache
def checkout(request: HttpRequest) -> HttpResponse:
    """The page, and the order. The key of the form makes the order one, however often it is sent."""
    if known := _known_order(request):
        return known
    priced = priced_basket(request)
    if priced is None or not priced.cart.lines or priced.quote is None or priced.problems:
        # Pressed twice at once: between our two looks the first press may have closed the basket.
        return _known_order(request) or HttpResponseRedirect(reverse("storefront:basket"))
    if request.method == "POST":
        return _order(request, priced)
    offer = _offer(request, priced, deliver_to(request))
    if not offer.is_there:
        return HttpResponseRedirect(reverse("storefront:basket"))
    form = CheckoutForm(initial={"key": str(ids.new_id())} | _known(request))
    response = _page(request, form, offer, problems=[])
    visitor.keep_visitor(request, response)
    return response


def delivery_ways(request: HttpRequest) -> HttpResponse:
    """The services and sums for the address typed so far: a piece of the page."""
    context = sums_context(request)
    return (
        render(request, "storefront/delivery_ways.html", context | {"out_of_band": True}) if context else HttpResponse()
    )


@never_cache
@require_POST
def sums(request: HttpRequest) -> HttpResponse:
    """What is left to pay with the card and the credit the form brings: a piece of the page."""
    context = sums_context(request)
    return render(request, "storefront/checkout_sums_live.html", context) if context else HttpResponse()


def sums_context(request: HttpRequest) -> dict[str, Any]:
    """Sums and services for what the form says so far; nothing for an empty basket."""
    priced = priced_basket(request)
    if priced is None or not priced.cart.lines or priced.quote is None:
        return {}
    sent = request.POST or request.GET
    city, postcode, zone, store = (
        sent.get(name, "")[:100].replace("\x00", "") for name in ("city", "postcode", "zone", "store")
    )
    offer = _offer(request, priced, DeliverTo(home_country(), city, postcode), zone=zone, store=store)
    return _sums(offer, visitor.actor(request)) | {
        "deliveries": offer.ways,
        "zone": offer.zone,
        "address_given": bool(city),
    }


def _order(request: HttpRequest, priced: QuotedCart) -> HttpResponse:
    only_looks = "look" in request.POST
    form = CheckoutForm(initial=request.POST.dict()) if only_looks else CheckoutForm(request.POST)
    address = DeliverTo(home_country(), request.POST.get("city", "")[:100], request.POST.get("postcode", "")[:20])
    offer = _offer(request, priced, address, zone=request.POST.get("zone", ""), store=request.POST.get("store", ""))
    if only_looks:
        return _page(request, form, offer, problems=[])
    if not form.is_valid():
        problem = gettext("Something is missing or mistyped: please look at the marked fields.")
        return _page(request, form, offer, problems=[problem], status=422)
    told = form.cleaned_data
    by = visitor.actor(request)
    if offer.own.card_problem:
        form.add_error("gift_card", offer.own.card_problem)
        return _page(request, form, offer, problems=[offer.own.card_problem], status=422)
    answer = place_together(_draft(told, offer, by.customer, request.POST), by=by)
    if isinstance(answer, LooksRepeated):
        return _page(request, form, offer, problems=[], status=409, repeat=_repeat(answer))
    if isinstance(answer, Refusal):
        return _known_order(request) or _shown_again(request, form, offer, answer)
    agree_at_checkout(told, by)
    target = "order" if provider_for(answer.payment_method) is None else "pay"
    response = HttpResponseRedirect(reverse(f"storefront:{target}", args=[answer.secret]))
    visitor.keep_visitor(request, response)
    visitor.forget_basket(response)
    if told["method"] == "delivery":
        keep_town(response, told["city"], told["postcode"])
    else:
        visitor.keep_my_shop(response, told["store"])
    return response


def _shown_again(request: HttpRequest, form: CheckoutForm, offer: Offer, refused: Refusal) -> HttpResponse:
    """The page with what was refused, and with what the basket costs now."""
    priced = priced_basket(request)
    if priced is None or priced.quote is None or priced.problems:
        return HttpResponseRedirect(reverse("storefront:basket"))
    sent = request.POST
    offer = _offer(request, priced, offer.address, zone=sent.get("zone", ""), store=sent.get("store", ""))
    if not offer.is_there:
        told = gettext("Nothing has been ordered: not everything in the basket is there any more.")
        messages.error(request, told)
        return HttpResponseRedirect(reverse("storefront:basket"))
    return _page(request, form, offer, problems=[_words(refused)], status=409)


def _words(refused: Refusal) -> str:
    """What was refused; where no sum had been shown yet, none has changed."""
    if isinstance(refused, TotalChanged) and refused.facts["expected_minor"] < 0:
        return gettext("Here is the sum for this way of getting it. Nothing has been ordered yet.")
    return sentence(refused)


def _draft(told: Mapping[str, Any], offer: Offer, customer: UUID | None, sent: Mapping[str, str]) -> OrderDraft:
    skus = {line["variant_id"]: line["sku"] for line in lines_of(offer.priced, offer.stock)}
    brought = Delivery(offer.address.country, told["city"], told["postcode"], told["line1"], told["zone"])
    expected = sent.get(f"expected_{told['method']}", "")
    quoted = (offer.collected if told["method"] == "pickup" else offer.delivered) or offer.priced.quote
    assert quoted is not None, "a basket without a price is not ordered"
    coupons, points = working(offer.priced.cart, quoted)
    return OrderDraft(
        key=told["key"],
        channel=visitor.CHANNEL,
        lines=tuple(LineDraft(skus[line.variant_id], line.quantity) for line in offer.priced.cart.lines),
        contact=Contact(told["name"], told["phone"], told["email"]),
        delivery=Pickup(told["store"]) if told["method"] == "pickup" else brought,
        payment_method=told["payment"],
        # A guest has none yet: a typed contact proves nothing, opens no card and buys no prices.
        customer_id=customer,
        company_id=offer.priced.buying.company.id if offer.priced.buying else None,
        cart_id=offer.priced.cart.id,
        confirm_repeat=sent.get("confirm_repeat") == "yes",
        language=language(),
        # Without a sum shown for this way the order is refused with the sum, and the shopper decides.
        expected_total_minor=int(expected) if expected.isdecimal() and len(expected) < 16 else -1,
        coupons=coupons,
        points=points,
        gift_cards=(told["gift_card"],) if told["gift_card"] else (),
        credit_minor=offer.own.spends_minor,
    )


def _repeat(refusal: LooksRepeated) -> dict[str, Any]:
    """The order that is much the same; only its own buyer is told of it."""
    [earlier] = orders.orders_with_ids([ids.read("ord", refusal.facts["order_id"])])
    return refusal.facts | {"address": reverse("storefront:order", args=[earlier.secret])}


def _known_order(request: HttpRequest) -> HttpResponse | None:
    """To the order that this form has become, if it has."""
    earlier = _earlier(request) if request.method == "POST" else None
    return HttpResponseRedirect(reverse("storefront:order", args=[earlier.secret])) if earlier else None


def _earlier(request: HttpRequest) -> OrderRead | None:
    """The order this very form has already become: double click, reload, lost answer."""
    key = f"{visitor.actor(request).id}:{request.POST.get('key', '')[:60]}"
    found = orders.earlier_orders([key]) if "\x00" not in key else {}
    return found[key][1] if key in found else None


def _offer(request: HttpRequest, priced: QuotedCart, address: DeliverTo, *, zone: str = "", store: str = "") -> Offer:
    wanted = {line.variant_id: line.quantity for line in priced.cart.lines}
    stock = Stock(list(wanted), priced.cart.holding)
    places = stock.collectable(wanted, clock.now(), visitor.my_shop(request))
    total = priced.quote.total_minor if priced.quote else 0
    ways = ways_to(address, total) if stock.can_be_sent(wanted) else []
    chosen = next((way.option.zone.code for way in ways if way.option.zone.code == zone), None)
    chosen = chosen or (ways[0].option.zone.code if ways else "")
    shop = next((one.place.code for one in places if one.place.code == store), places[0].place.code if places else "")
    asked = priced.asked
    assert asked is not None, "an empty basket is offered nothing"
    requests = [collected(asked, shop or None)]
    requests += (
        [delivered(asked, DeliveryWant(address.country, address.city, address.postcode, chosen))] if chosen else []
    )
    answers = [None if isinstance(one, Refusal) else one for one in quote(requests, by=visitor.actor(request))]
    own = own_money(request, priced.cart.currency)
    return Offer(priced, stock, places, ways, address, answers[0], answers[1] if chosen else None, chosen, own)


def _page(
    request: HttpRequest, form: CheckoutForm, offer: Offer, *, problems: list[str], status: int = 200, **more: Any
) -> HttpResponse:
    method = form["method"].value() or ("pickup" if offer.places else "delivery")
    payments = ways_to_pay(offer.priced.buying, offer.priced.cart.currency)
    payment = form["payment"].value() or payments[0].value
    every_place = visitor.collection_places()
    context = _sums(offer, visitor.actor(request)) | {
        "form": form,
        "offers_text": wording("marketing", language()).text,
        "problems": problems,
        "method": method,
        "places": offer.places,
        "left_out": len(every_place) - len(offer.places),
        "store": form["store"].value() or (offer.places[0].place.code if offer.places else ""),
        "deliveries": offer.ways,
        "zone": offer.zone,
        "address_given": bool(offer.address.city),
        "payments": payments,
        "buying": offer.priced.buying,
        "may_buy_for": may_buy_for(request),
        "payment": payment,
        "lines": lines_of(offer.priced, offer.stock),
        "currency": offer.priced.cart.currency,
    }
    response = show(request, "storefront/checkout.html", status=status, **context, **more)
    let_forms_lead_to(response, payment_origins())
    return response


def _sums(offer: Offer, by: Actor) -> dict[str, Any]:
    base = offer.collected or offer.priced.quote
    assert base is not None
    brought = offer.delivered or base
    return {
        "own": offer.own,
        "pickup": offer.own.parts(base.total_minor),
        "brought": offer.own.parts(brought.total_minor),
        "quote": base,
        "savings": savings(offer.priced, base, by),
        "taken_if_delivered": taken(brought.steps),
        "tax_if_delivered": brought.tax_minor,
        "currency": base.currency,
        "delivery_minor": offer.delivered.delivery_minor if offer.delivered else None,
        "expected_delivery": offer.delivered.total_minor if offer.delivered else "",
    }


def _known(request: HttpRequest) -> dict[str, str]:
    """What the form can know before anybody types: the town, and a signed-in customer's contact and address."""
    address = deliver_to(request)
    known = {"city": address.city, "postcode": address.postcode}
    by = visitor.actor(request)
    if by.customer is not None:
        card = customers.customer(by.customer, by=by)
        known |= {"name": card.name, "phone": next(iter(card.phones), ""), "email": next(iter(card.emails), "")}
        sees = may_see("addresses", proof=customers.proof_of(by))
        for kept in addresses_of(by.customer, by=by)[:1] if sees else []:
            known |= {"line1": kept.street, "city": kept.city, "postcode": kept.postcode}
    return known
