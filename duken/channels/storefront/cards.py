"""Product cards: hits of the catalogue joined with prices and stock, three statements for any number of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from duken.catalog.pictures import Picture
from duken.catalog.reads import Hit
from duken.channels.storefront import visitor
from duken.channels.storefront.for_whom import group_of
from duken.channels.storefront.stock_words import StockWord, in_words
from duken.inventory import reads as inventory
from duken.pricing import reads as pricing
from duken.pricing.reads import Buyer, ChosenPrice
from duken.stores import reads as stores


@dataclass(frozen=True, slots=True)
class Card:
    """What a shelf shows of a product. `was_minor` only where the law lets us cross a price out."""

    slug: str
    name: str
    picture: Picture | None
    currency: str
    price_minor: int | None
    is_from: bool
    was_minor: int | None
    stock: StockWord


def buyer(request: HttpRequest | None = None) -> Buyer:
    """Everybody, or the company that whoever asks shops for."""
    group = group_of(request) if request else None
    return Buyer(channel=visitor.CHANNEL, currency=visitor.currency(), customer_group=group)


def cards(hits: Sequence[Hit], request: HttpRequest) -> list[Card]:
    variant_ids = [variant for hit in hits for variant in hit.variant_ids]
    asks = buyer(request) if variant_ids else buyer()
    prices = pricing.display_prices(variant_ids, asks) if variant_ids else {}
    was = was_prices(prices, asks)
    units = sellable(variant_ids) if variant_ids else {}
    return [_card(hit, prices, was, units) for hit in hits]


def sellable(variant_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Units this channel may sell, by variant, over all its places."""
    places = [place.id for place in stores.locations_selling_in(visitor.CHANNEL)]
    return inventory.totals(variant_ids, channel=visitor.CHANNEL, locations=places)


def was_prices(prices: Mapping[UUID, ChosenPrice], asks: Buyer) -> dict[UUID, int]:
    """The price that may be crossed out: the lowest of the 30 days before a reduction (Directive 98/6/EC, 6a)."""
    reduced = [variant for variant, price in prices.items() if price.compare_at_minor]
    if not reduced:
        return {}
    return {
        variant: found.lowest_before_minor
        for variant, found in pricing.reductions(reduced, asks).items()
        if found.lowest_before_minor and found.lowest_before_minor > prices[variant].amount_minor
    }


def _card(hit: Hit, prices: Mapping[UUID, ChosenPrice], was: Mapping[UUID, int], units: Mapping[UUID, int]) -> Card:
    amounts = {variant: prices[variant].amount_minor for variant in hit.variant_ids if variant in prices}
    cheapest = min(amounts, key=lambda variant: amounts[variant], default=None)
    return Card(
        slug=hit.slug,
        name=hit.name,
        picture=hit.picture,
        currency=visitor.currency(),
        price_minor=None if cheapest is None else amounts[cheapest],
        is_from=len(set(amounts.values())) > 1,
        was_minor=None if cheapest is None else was.get(cheapest),
        stock=in_words(sum(max(0, units.get(variant, 0)) for variant in hit.variant_ids)),
    )
