"""Two to four products side by side: the same rows for all, what differs made plain."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from duken.catalog.reads import ProductPage, side_by_side
from duken.channels.storefront import visitor
from duken.channels.storefront.cards import buyer
from duken.channels.storefront.frame import COMPARED_AT_MOST, compared, language, show
from duken.channels.storefront.preferences import back
from duken.channels.storefront.stock import Stock
from duken.channels.storefront.stock_words import in_words
from duken.pricing import reads as pricing

_MONTH = 30 * 24 * 3600


def compare(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _change(request)
    slugs = compared(request)
    found = side_by_side(slugs, visitor.CHANNEL, language())
    return show(
        request,
        "storefront/compare.html",
        products=_columns(found.products, request),
        rows=found.rows,
        currency=visitor.currency(),
    )


def _columns(products: tuple[ProductPage, ...], request: HttpRequest) -> list[dict[str, Any]]:
    """Each product with the price and stock of its first variant."""
    variants = [product.variants[0].id for product in products if product.variants]
    prices = pricing.display_prices(variants, buyer(request)) if variants else {}
    stock = Stock(variants)
    columns = []
    for product in products:
        variant = product.variants[0].id if product.variants else None
        price = prices.get(variant) if variant else None
        columns.append(
            {
                "product": product,
                "price_minor": price.amount_minor if price else None,
                "stock": in_words(stock.total(variant) if variant else 0),
            }
        )
    return columns


def _change(request: HttpRequest) -> HttpResponse:
    slugs = compared(request)
    added, removed = request.POST.get("add", ""), request.POST.get("remove", "")
    if request.POST.get("clear"):
        slugs = []
    elif removed in slugs:
        slugs.remove(removed)
    elif added and added not in slugs:
        if len(slugs) == COMPARED_AT_MOST:
            messages.warning(request, gettext("Four at most: the one added first was put back."))
            slugs = slugs[1:]
        slugs = [*slugs, added[:160]]
    response = HttpResponseRedirect(back(request))
    response.set_cookie("compared", ".".join(slugs), max_age=_MONTH, samesite="Lax", httponly=True)
    return response
