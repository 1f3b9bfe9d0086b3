"""The articles of a till: what the quote engine wants, and what a cashier sees. The shapes are those of protocol.ts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec

from duken.carts.policies import priced_per
from duken.catalog import reads as catalog
from duken.kernel import clock, events
from duken.kernel.actor import Actor
from duken.stores import hours
from duken.stores import reads as stores
from duken.tax.reads import rates_for
from duken.tills._codes_and_prices import TimedPrice, codes_and_prices
from duken.tills.reads import TillRead

FIRST_PAGE, PAGE = 500, 5_000  # products; the first is small, so that a till sells at once


class Article(msgspec.Struct, frozen=True):
    """`brand` in lower case; `categories` from the root down; `barcodes` are [code, pieces in the pack]; `picture` an
    address or "". Without a price list that knows it, it has no prices: it is found, and cannot be sold."""

    variant: str
    sku: str
    title: str
    product: str
    categories: Sequence[str]
    brand: str
    unit: str
    per: int
    step: int
    tax_rate: str
    barcodes: Sequence[tuple[str, int]]
    prices: Sequence[TimedPrice]
    picture: str
    popularity: int


class Place(NamedTuple):
    """Where a page begins, and how many articles there were at the start."""

    popularity: int
    product_id: UUID
    total: int


class ArticlesPage(NamedTuple):
    """`position` is where the feed of changes goes on from; `next` None: that was all."""

    articles: list[Article]
    next: Place | None
    total: int
    position: int


def articles_page(after: Place | None, *, till: TillRead, by: Actor) -> ArticlesPage:
    """Best sold first; four statements, two more on the first page."""
    by.require("tills.sell", store=till.location_id)
    position = events.last_position()  # before the articles: what changes meanwhile is told by the feed
    total = after.total if after else catalog.variants_for_sale()
    begins = catalog.Place(after.popularity, after.product_id) if after else None
    rows, ends = catalog.best_sold(begins, products=PAGE if after else FIRST_PAGE)
    return ArticlesPage(_articles(rows, till), Place(*ends, total) if ends else None, total, position)


def articles_of(variant_ids: Sequence[UUID], *, till: TillRead, by: Actor) -> dict[UUID, Article]:
    """Those of these variants that are for sale; three statements, none for none."""
    by.require("tills.sell", store=till.location_id)
    found = _articles(catalog.counter_rows(variant_ids), till) if variant_ids else []
    return {UUID(article.variant): article for article in found}


def _articles(rows: Sequence[catalog.CounterRow], till: TillRead) -> list[Article]:
    """An article whose tax nobody has said cannot be sold, and is left out."""
    now = clock.now()
    variants = [row.id for row in rows]
    barcodes, prices = codes_and_prices(variants, till, now)
    rates = _rates({row.tax_class for row in rows}, till, now)
    shelves = {category: tuple(catalog.shelves_above(category)) for category in {row.category_id for row in rows}}
    return [
        Article(
            variant=row.id,
            sku=row.sku,
            title=row.title,
            product=row.product_id,
            categories=shelves[row.category_id],
            brand=row.brand.lower(),
            unit=row.unit,
            per=priced_per(row.unit),
            step=row.step,
            tax_rate=rates[row.tax_class],
            barcodes=barcodes.get(row.id, ()),
            prices=prices.get(row.id, ()),
            picture=catalog.picture_url(row.picture, 160),
            popularity=row.popularity,
        )
        for row in rows
        if row.tax_class in rates
    ]


def _rates(classes: set[str], till: TillRead, now: datetime) -> dict[str, str]:
    place = stores.location(till.location_id)
    found = rates_for(place.legal_entity.country, classes, hours.local_time(place.hours, now).date())
    return {tax_class: f"{rate.normalize():f}" for tax_class, rate in found.items()}
