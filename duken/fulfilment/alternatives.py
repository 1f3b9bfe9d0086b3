"""Alternatives to what is missing: other shops that have it, similar things this shop has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from duken.catalog import reads as catalog
from duken.catalog.search.filters import Hit, SearchFilters
from duken.catalog.search.find import search_products
from duken.inventory.reads import availability, totals
from duken.kernel.refusals import Refusal
from duken.stores import reads as stores

SHOPS_AT_MOST = 3
SIMILAR_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class ElsewhereRead:
    """A shop where the whole missing quantity can be collected."""

    location_id: UUID
    name: str
    city: str
    sellable: int


@dataclass(frozen=True, slots=True)
class SimilarRead:
    """A product of the same shelf that the shop has."""

    slug: str
    name: str
    sellable: int


@dataclass(frozen=True, slots=True)
class Alternatives:
    elsewhere: tuple[ElsewhereRead, ...] = ()
    similar: tuple[SimilarRead, ...] = ()


def alternatives_for(
    variant_id: UUID, quantity: int, *, location_id: UUID, channel: str, language: str = "en"
) -> Alternatives:
    """What could take the place of `quantity` missing units, for somebody who collects at `location_id`.

    Shops of the same city first. A fixed number of statements; empty where there is nothing honest to offer.
    """
    return Alternatives(
        tuple(_elsewhere(variant_id, quantity, location_id, channel, language)),
        tuple(_similar(variant_id, quantity, location_id, channel, language)),
    )


def _elsewhere(
    variant_id: UUID, quantity: int, location_id: UUID, channel: str, language: str
) -> Sequence[ElsewhereRead]:
    here = stores.location(location_id)
    places: dict[UUID, stores.LocationRead] = {
        place.id: place
        for place in stores.locations_selling_in(channel)
        if place.is_pickup_point and place.id != location_id and place.country == here.country
    }
    levels = availability([variant_id], channel=channel, locations=list(places))
    found = [
        ElsewhereRead(place, places[place].called(language), places[place].city, level.sellable)
        for (_, place), level in levels.items()
        if level.sellable >= quantity
    ]
    return sorted(found, key=lambda one: (one.city != here.city, -one.sellable, one.name))[:SHOPS_AT_MOST]


def _similar(variant_id: UUID, quantity: int, location_id: UUID, channel: str, language: str) -> Sequence[SimilarRead]:
    known = catalog.variants_by_id([variant_id])
    if not known:
        return []
    [missing] = known.values()
    hits = [hit for hit in _of_the_same_shelf(missing, channel, language) if hit.product_id != missing.product_id]
    variants = [variant for hit in hits for variant in hit.variant_ids]
    there = totals(variants, channel=channel, locations=[location_id]) if variants else {}
    found = [SimilarRead(hit.slug, hit.name, max((there[v] for v in hit.variant_ids), default=0)) for hit in hits]
    return [one for one in found if one.sellable >= quantity][:SIMILAR_AT_MOST]


def _of_the_same_shelf(missing: catalog.VariantRead, channel: str, language: str) -> Sequence[Hit]:
    """Those named alike first, then the rest of the shelf."""
    try:
        shelves = catalog.product_page(missing.product_slug, channel, language).breadcrumbs
        shelf = SearchFilters(category=shelves[-1].slug) if shelves else SearchFilters()
        alike = search_products(missing.title, channel=channel, language=language, filters=shelf, page_size=24).hits
        others = search_products("", channel=channel, language=language, filters=shelf, page_size=48).hits
    except Refusal:
        return []
    return list({hit.product_id: hit for hit in (*alike, *(others if shelves else ()))}.values())
