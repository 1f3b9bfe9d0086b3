"""One product: its variants, price, where it is and when one could have it, before anything is put in a basket."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from duken.catalog.errors import ProductUnknown
from duken.catalog.reads import PageVariant, Picture, ProductPage, SearchFilters, find_hits, product_page
from duken.channels.storefront import visitor
from duken.channels.storefront.cards import buyer, cards, was_prices
from duken.channels.storefront.delivery import ways_to
from duken.channels.storefront.for_whom import shops_for
from duken.channels.storefront.frame import compared, language, show
from duken.channels.storefront.options import options_of
from duken.channels.storefront.place import deliver_to
from duken.channels.storefront.seo import breadcrumb_json, json_ld
from duken.channels.storefront.stock import Stock
from duken.channels.storefront.stock_words import in_words
from duken.channels.storefront.viewed import keep_viewed
from duken.channels.tags import moment
from duken.kernel import clock
from duken.kernel.money import Money
from duken.pricing import reads as pricing
from duken.pricing.reads import ChosenPrice
from duken.stores import promise
from duken.stores.places import LocationRead

RELATED = 5
MOST_AT_ONCE = 999


def product(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        page = product_page(slug, visitor.CHANNEL, language())
    except ProductUnknown:
        raise Http404 from None
    if not page.variants:
        raise Http404
    variant = chosen_variant(page, request.GET.get("sku", ""))
    stock = Stock([one.id for one in page.variants])
    asks = buyer(request)
    ladders = pricing.price_ladders([one.id for one in page.variants], asks)
    prices = {one: ladder[1] for one, ladder in ladders.items() if 1 in ladder}
    price = prices.get(variant.id)
    ladder = ladders.get(variant.id, {}) if variant.unit == "pcs" else {}
    wanted: dict[UUID, int] = {variant.id: variant.step}
    place = deliver_to(request)
    context: dict[str, Any] = {
        "product": page,
        "variant": variant,
        "barcode": variant.barcodes[0] if variant.barcodes else "",
        "trail": [(shelf.name, shelf.slug) for shelf in page.breadcrumbs],
        "category_root": page.breadcrumbs[0].slug if page.breadcrumbs else "",
        "options": options_of(page, variant, stock),
        "picture": _chosen_picture(page, variant, request.GET.get("picture", "")),
        "pictures": page.pictures,
        "price": price,
        "more": [(start, step) for start, step in ladder.items() if start > 1],
        "currency": visitor.currency(),
        "was_minor": was_prices(prices, asks).get(variant.id),
        "can_buy": stock.total(variant.id) >= variant.step,
        "most": max(1, min(MOST_AT_ONCE, stock.most_together(variant.id))),
        "deliver_to": place,
        "deliveries": _deliveries(price, place, stock.can_be_sent(wanted)),
        "shop_stock": shop_stock(request, variant, stock),
        "nearest": next(iter(stock.collectable(wanted, clock.now(), visitor.my_shop(request))), None),
        "attributes": [(one.name, f"{one.shown} {one.unit}".strip()) for one in page.characteristics],
        "is_compared": page.slug in compared(request),
        "related": related(page, request),
        "structured": structured(page, variant, price, stock),
    } | shops_for(request)
    response = show(request, "storefront/product.html", is_indexed=True, **context)
    keep_viewed(request, response, page.id)
    return response


def chosen_variant(page: ProductPage, sku: str) -> PageVariant:
    return next((one for one in page.variants if one.sku == sku.upper()), page.variants[0])


def shop_stock(request: HttpRequest, variant: PageVariant, stock: Stock) -> list[dict[str, Any]]:
    """Every place of collection with its stock and the time it promises; my shop first."""
    now = clock.now()
    mine = visitor.my_shop(request)
    places = sorted(
        (place for place in stock.places if place.is_pickup_point),
        key=lambda place: (mine is None or place.id != mine.id, place.position, place.name),
    )
    return [
        {
            "place": place,
            "stock": in_words(stock.at(variant.id, place.id)),
            "ready": _collect_from(place, now) if stock.at(variant.id, place.id) >= variant.step else "",
            "is_mine": mine is not None and place.id == mine.id,
        }
        for place in places
    ]


def _collect_from(place: LocationRead, now: datetime) -> str:
    """In words: "today, 18:30"; "" if the place promises nothing."""
    ready = promise.ready_by(place, now)
    return moment(ready, place.timezone) if ready else ""


def related(page: ProductPage, request: HttpRequest) -> list[Any]:
    """A few others from the same shelf."""
    if not page.breadcrumbs:
        return []
    shelf = SearchFilters(category=page.breadcrumbs[-1].slug)
    found = find_hits("", channel=visitor.CHANNEL, language=language(), filters=shelf, page_size=RELATED + 1)
    return cards([hit for hit in found.hits if hit.product_id != page.id][:RELATED], request)


def structured(page: ProductPage, variant: PageVariant, price: ChosenPrice | None, stock: Stock) -> SafeString:
    """schema.org Product with its Offer, and the way to it."""
    address = settings.PUBLIC_URL + reverse("storefront:product", args=[page.slug])
    facts: dict[str, Any] = {
        "@type": "Product",
        "name": page.name,
        "sku": variant.sku,
        "description": page.description or page.name,
        "image": [settings.PUBLIC_URL + picture.large for picture in page.pictures],
        "url": address,
    }
    if page.brand:
        facts["brand"] = {"@type": "Brand", "name": page.brand}
    if price:
        is_here = stock.total(variant.id) >= variant.step
        facts["offers"] = {
            "@type": "Offer",
            "url": address,
            "price": str(Money(price.amount_minor, visitor.currency()).decimal()),
            "priceCurrency": visitor.currency(),
            "availability": f"https://schema.org/{'InStock' if is_here else 'OutOfStock'}",
            "itemCondition": "https://schema.org/NewCondition",
        }
    trail = [(shelf.name, reverse("storefront:category", args=[shelf.slug])) for shelf in page.breadcrumbs]
    trail.append((page.name, reverse("storefront:product", args=[page.slug])))
    return json_ld(facts) + json_ld(breadcrumb_json(trail))


def _chosen_picture(page: ProductPage, variant: PageVariant, number: str) -> Picture | None:
    if number.isdecimal() and len(number) < 4 and 0 < int(number) <= len(page.pictures):
        return page.pictures[int(number) - 1]
    return variant.picture or page.picture


def _deliveries(price: ChosenPrice | None, place: Any, can_be_sent: bool) -> list[Any]:
    return ways_to(place, price.amount_minor)[:3] if price and can_be_sent else []
