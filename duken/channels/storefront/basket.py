"""The basket: what lies in it, what it costs, where it could be had. Put in, change, take out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from duken.carts.add_line import add_line
from duken.carts.basket import Quote
from duken.carts.look_again import look_again
from duken.carts.quoted_cart import QuotedCart, quoted_cart
from duken.carts.reads import Begun, CartId, cart_count, shows_code, what_became_of
from duken.carts.remove_line import remove_line
from duken.carts.set_quantity import set_quantity
from duken.catalog import reads as catalog
from duken.channels.basket_words import in_words as in_words_of_baskets
from duken.channels.basket_words import looked_at
from duken.channels.promotion_words import taken
from duken.channels.storefront import visitor
from duken.channels.storefront.basket_cookie import basket_for_writing, basket_of, units_in_basket
from duken.channels.storefront.delivery import ways_to
from duken.channels.storefront.for_whom import may_buy_for
from duken.channels.storefront.frame import show
from duken.channels.storefront.place import deliver_to
from duken.channels.storefront.savings import savings
from duken.channels.storefront.stock import Stock
from duken.channels.storefront.stock_words import in_words
from duken.channels.storefront.viewed import bring_viewed
from duken.channels.texts import sentence
from duken.kernel import clock
from duken.kernel.refusals import Missing, Refusal
from duken.orders.first_orders import is_first_order


@never_cache
def basket(request: HttpRequest) -> HttpResponse:
    context = basket_context(request)
    if getattr(request, "htmx", None):
        context |= {"basket_count": len(context["lines"]), "code_is_used": _code_is_used(request)}
        return render(request, "storefront/basket_part.html", context)
    return show(request, "storefront/basket.html", **context)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put an article in. Without htmx the shopper is led to the basket."""
    variant, quantity = _asked(request)
    cart = basket_for_writing(request)
    by = visitor.actor(request)
    told = _tried(lambda: add_line(cart, variant_id=variant, quantity=max(1, quantity), by=by))
    if getattr(request, "htmx", None):
        response = _counted(request, cart)
        done = {"text": gettext("Put into the basket"), "link": [reverse("storefront:basket"), gettext("Basket")]}
        response["HX-Trigger"] = json.dumps({"toast": told or done})
    else:
        (messages.error if told else messages.success)(request, told or gettext("Put into the basket"))
        response = HttpResponseRedirect(reverse("storefront:basket"))
    visitor.keep_visitor(request, response)
    visitor.keep_basket(request, response, cart)
    return response


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Another quantity; none takes the article out."""
    variant, quantity = _asked(request)
    cart = basket_of(request)
    by = visitor.actor(request)
    if cart is not None:
        if quantity <= 0 or request.POST.get("remove"):
            told = _tried(lambda: remove_line(cart, variant_id=variant, by=by))
        else:
            told = _tried(lambda: set_quantity(cart, variant_id=variant, quantity=quantity, by=by))
        if told:
            messages.error(request, told)
    if not getattr(request, "htmx", None):
        return HttpResponseRedirect(reverse("storefront:basket"))
    context = basket_context(request) | {"basket_count": units_in_basket(request)}
    return render(request, "storefront/basket_part.html", context)


def basket_context(request: HttpRequest) -> dict[str, Any]:
    """What the page of the basket shows; a fixed number of statements for any number of lines."""
    priced = priced_basket(request)
    shops_for = {"may_buy_for": may_buy_for(request), "buying": priced.buying if priced else None}
    if priced is None or not priced.cart.lines:
        return shops_for | {"lines": [], "became": _what_became_of_it(request)}
    wanted = {line.variant_id: line.quantity for line in priced.cart.lines}
    stock = Stock(list(wanted), priced.cart.holding)
    now = clock.now()
    places = stock.collectable(wanted, now, visitor.my_shop(request))
    can_be_sent = stock.can_be_sent(wanted)
    total = priced.quote.total_minor if priced.quote else 0
    lines = lines_of(priced, stock)
    by = visitor.actor(request)
    bring_viewed(request, priced.cart, by)
    most = {variant: stock.most_together(variant) for variant in wanted}
    return shops_for | {
        "lines": lines,
        "cart": priced.cart,
        "differences": in_words_of_baskets(look_again(priced, most=most, by=by), priced.cart.currency),
        "looked_at": looked_at([product for product in priced.cart.viewed if product not in _products(lines)][:6]),
        "may_keep": by.customer is not None and bool(places),
        "live_url": f"{settings.LIVE_URL}/live",
        "quote": priced.quote,
        "savings": savings(priced, priced.quote, by) if priced.quote else None,
        "currency": priced.cart.currency,
        "can_order": bool(priced.quote) and not any(line["problem"] for line in lines) and can_be_sent,
        "collectable": places[0] if places else None,
        "deliveries": ways_to(deliver_to(request), total)[:2] if can_be_sent else [],
    }


def priced_basket(request: HttpRequest) -> QuotedCart | None:
    """This shopper's open basket with its price, or None."""
    cart = basket_of(request)
    if cart is None:
        return None
    try:
        by = visitor.actor(request)
        first = is_first_order(by.customer)
        priced = quoted_cart(cart, channel=visitor.CHANNEL, is_first_order=first, by=by)
    except Missing:
        return None
    return priced if priced.cart.status == "open" else None


def lines_of(priced: QuotedCart, stock: Stock) -> list[dict[str, Any]]:
    """Lines in the order they were put in, those that cannot be sold with the reason."""
    variants = catalog.variants_by_id([line.variant_id for line in priced.cart.lines])
    quoted = {line.variant_id: line for line in quote_lines(priced.quote)}
    shown = []
    for line in priced.cart.lines:
        variant = variants[catalog.VariantId(line.variant_id)]
        price = quoted.get(line.variant_id)
        most = stock.most_together(line.variant_id)
        shown.append(
            {
                "variant_id": line.variant_id,
                "product_id": variant.product_id,
                "sku": variant.sku,
                "slug": variant.product_slug,
                "title": variant.title,
                "thumbnail": variant.thumbnail,
                "quantity": line.quantity,
                "unit_price_minor": price.unit_price_minor if price else None,
                "total_minor": price.total_minor if price else None,
                "subtotal_minor": price.subtotal_minor if price else None,
                "taken": taken(price.steps) if price else [],
                "stock": in_words(stock.total(line.variant_id)),
                "problem": _problem(priced.problems.get(line.variant_id), line.quantity, most),
            }
        )
    return shown


def _what_became_of_it(request: HttpRequest) -> Begun | None:
    """Of the basket a guest began here, where it went on without this device."""
    begun = None if visitor.actor(request).customer else visitor.basket_id(request)
    return what_became_of(begun) if begun else None


def _code_is_used(request: HttpRequest) -> bool:
    """Asked by a page that shows digits: whether another device has typed them."""
    if "code" not in request.GET:
        return False
    cart = basket_of(request)
    try:
        return cart is None or not shows_code(cart, by=visitor.actor(request))
    except Missing:
        return True


def _products(lines: list[dict[str, Any]]) -> set[UUID]:
    return {line["product_id"] for line in lines}


def quote_lines(quote: Quote | None) -> tuple[Any, ...]:
    return quote.lines if quote else ()


def _problem(refusal: Refusal | None, quantity: int, most: int) -> str:
    if refusal:
        return sentence(refusal)
    if most <= 0:
        return gettext("Sold out")
    return gettext("Only %(most)s can be ordered") % {"most": most} if quantity > most else ""


def _asked(request: HttpRequest) -> tuple[UUID, int]:
    """The article and the quantity of a form; what makes no sense becomes what the verb refuses."""
    try:
        variant = UUID(request.POST.get("variant", ""))
    except ValueError:
        variant = UUID(int=0)
    text = request.POST.get("quantity", "1").strip()
    return variant, int(text) if text.isdecimal() and len(text) < 7 else 0


def _tried(verb: Callable[[], object]) -> str:
    """Nothing when it went well, else the sentence about what was refused."""
    try:
        verb()
    except Refusal as refusal:
        return sentence(refusal)
    return ""


def _counted(request: HttpRequest, cart: CartId) -> HttpResponse:
    count = cart_count(cart, by=visitor.actor(request)).lines
    return render(request, "storefront/basket_count.html", {"basket_count": count, "out_of_band": True})
