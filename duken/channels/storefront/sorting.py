"""Sorting by what the catalogue does not know: price and stock. It hands us ids, we hand them back in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext

from duken.catalog import reads as catalog
from duken.catalog.ids import ProductId
from duken.channels.storefront.cards import buyer, sellable
from duken.pricing import reads as pricing

Order = Callable[[Sequence[ProductId]], Sequence[ProductId]]


def sorts(*, has_query: bool) -> list[tuple[str, str]]:
    return [
        ("", gettext("Best match") if has_query else gettext("Popular first")),
        ("price", gettext("Cheapest first")),
        ("price-down", gettext("Dearest first")),
        ("new", gettext("Newest first")),
    ]


def order_by(sort: str) -> Order | None:
    """How search shall arrange what it found; None leaves its own order."""
    return {"price": cheapest_first, "price-down": dearest_first, "new": newest_first}.get(sort)


def cheapest_first(products: Sequence[ProductId]) -> list[ProductId]:
    prices = _least_prices(products)
    return sorted(products, key=lambda product: (product not in prices, prices.get(product, 0)))


def dearest_first(products: Sequence[ProductId]) -> list[ProductId]:
    prices = _least_prices(products)
    return sorted(products, key=lambda product: -prices.get(product, -1))


def newest_first(products: Sequence[ProductId]) -> list[ProductId]:
    return sorted(products, reverse=True)  # ids are made in the order of time


def in_stock(products: Sequence[ProductId]) -> list[ProductId]:
    """Those of which at least one unit can be sold."""
    variants = catalog.variants_of(products)
    units = sellable([variant for own in variants.values() for variant in own])
    return [product for product in products if any(units.get(variant, 0) > 0 for variant in variants.get(product, ()))]


def _least_prices(products: Sequence[ProductId]) -> Mapping[ProductId, int]:
    variants = catalog.variants_of(products)
    ids: list[UUID] = [variant for own in variants.values() for variant in own]
    prices = pricing.display_prices(ids, buyer())
    known = {
        product: [prices[variant].amount_minor for variant in own if variant in prices]
        for product, own in variants.items()
    }
    return {product: min(amounts) for product, amounts in known.items() if amounts}
