"""Products: found or listed with price and stock, and one by its SKU with the stock of each store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from duken.catalog.browse import ProductQuery, browse_products
from duken.catalog.errors import CategoryUnknown
from duken.catalog.reads import (
    CategoryNode,
    PageVariant,
    SearchFilters,
    Shown,
    VariantId,
    category_tree,
    find_hits,
    page_with,
    page_with_lately,
    variants_by_id,
)
from duken.channels.api.answers import (
    Answer,
    AnswerOfNow,
    Page,
    answer_of_now,
    page,
    read_cursor,
    to_the_minute,
    utc,
    write_cursor,
)
from duken.channels.api.bodies import Query, read_query
from duken.channels.api.door import STRAIGHT_ONE
from duken.channels.api.keys import ScopedKey, actor_of
from duken.channels.api.names import channel_named, places_visible
from duken.channels.api.operations import operation
from duken.channels.api.problems import language_of
from duken.channels.may_be_old import may_be_old
from duken.inventory.reads import sellable_later, totals
from duken.kernel import clock, sql
from duken.kernel import pages as listing
from duken.kernel.actor import Actor
from duken.pricing.reads import Buyer, ChosenPrice, display_prices, display_prices_later
from duken.stores import promise
from duken.stores import reads as stores

router = Router(tags=["products"])


class ProductsQuery(Query):
    q: Annotated[str, Meta(max_length=200, description="Words in any language; typos are forgiven")] = ""
    category: Annotated[str, Meta(max_length=120, description="Slug; its whole subtree")] = ""
    channel: Annotated[str, Meta(max_length=80)] = ""
    cursor: str = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 20


class ProductQueryOfOne(Query):
    channel: Annotated[str, Meta(max_length=80)] = ""


class Price(Answer):
    """`compare_at_minor` is a higher general price, if there is one."""

    amount_minor: int
    currency: str
    includes_tax: bool
    compare_at_minor: int | None = None


class VariantListed(Answer):
    """`sellable` is what the channel may sell now, in all stores this key sees."""

    sku: str
    title: str
    unit: str
    step: int
    price: Price | None
    sellable: int


class ProductListed(Answer):
    slug: str
    name: str
    brand: str
    picture: str | None
    variants: list[VariantListed]


class StockInStore(Answer):
    store: str
    name: str
    sellable: int
    ready_by: datetime | None


class ProductVariant(VariantListed):
    option_values: dict[str, str]
    barcodes: list[str]


class ProductShown(AnswerOfNow):
    """`sku` is the one asked for; `variants` are all of its product. `stores` tell where that SKU is, now."""

    sku: str
    slug: str
    name: str
    description: str
    brand: str
    categories: list[str]
    attributes: dict[str, Any]
    pictures: list[str]
    price: Price | None
    sellable: int
    stores: list[StockInStore]
    variants: list[ProductVariant]


@router.get(
    "/products",
    summary="Find or list products",
    **operation("catalog.read", query=ProductsQuery, gives=Page[ProductListed], refuses=(404,)),
)
@may_be_old
def list_products(request: HttpRequest) -> HttpResponse:
    """With `q`, best first; without, every product on sale by name, as fast at the end as at the start."""
    by = actor_of(request)
    asked = read_query(request, ProductsQuery)
    channel = channel_named(asked.channel, by)
    if asked.q.strip():
        return _found(request, asked, channel, by)
    query = ProductQuery(category=_path(asked.category) if asked.category else "", is_active=True)
    cut = browse_products(query, page=listing.Page("name", asked.limit, after=asked.cursor), by=by)
    rows = [
        (row.slug, row.name, row.brand, row.thumbnail, [VariantId(one) for one in row.variant_ids]) for row in cut.rows
    ]
    return page(request, _listed(rows, channel, by), cut.next)


@router.get(
    "/products/{sku}",
    summary="One product by the SKU of any variant",
    **operation("catalog.read", query=ProductQueryOfOne, gives=ProductShown, refuses=(404,)),
)
@may_be_old
def get_product(request: HttpRequest, sku: str) -> HttpResponse:
    """Its price in the channel, and how many of it each store can sell now."""
    by = actor_of(request)
    channel = channel_named(read_query(request, ProductQueryOfOne).channel, by)
    places = places_visible(channel, by)
    (own_sku, variant_id, product), prices, levels = _facts(sku, channel, places, language_of(request))
    here = levels.get(variant_id, {})
    summed = {one: sum(there.values()) for one, there in levels.items()}
    now = clock.now()
    return answer_of_now(
        ProductShown(
            sku=own_sku,
            slug=product.slug,
            name=product.name,
            description=product.description,
            brand=product.brand,
            categories=[shelf.slug for shelf in product.breadcrumbs],
            attributes={one.code: one.value for one in product.characteristics},
            pictures=[absolute(picture.large) for picture in product.pictures],
            price=_price(prices.get(variant_id), channel.currency),
            sellable=summed.get(variant_id, 0),
            stores=[
                StockInStore(
                    store=place.code,
                    name=place.name,
                    sellable=here.get(place.id, 0),
                    ready_by=to_the_minute(promise.ready_by(place, now)) if place.is_pickup_point else None,
                )
                for place in places
            ],
            variants=[_variant(one, prices, summed, channel) for one in product.variants],
            as_of=utc(now),
        )
    )


Facts = tuple[Shown, dict[UUID, ChosenPrice], dict[UUID, dict[UUID, int]]]


def _facts(sku: str, channel: stores.ChannelRead, places: Sequence[stores.LocationRead], language: str) -> Facts:
    """Page, prices and what may be sold where. In one round trip for a page that was shown before, and is still so."""

    def asked(shown: Shown) -> tuple[Callable[[], dict[UUID, ChosenPrice]], Callable[[], dict[UUID, dict[UUID, int]]]]:
        ids = list(dict.fromkeys([shown.variant_id, *(one.id for one in shown.page.variants)]))
        locations = [place.id for place in places]
        prices = display_prices_later(ids, Buyer(channel.code, channel.currency))
        return prices, sellable_later(ids, channel=channel.code, locations=locations)

    with sql.together():
        if lately := page_with_lately(sku, channel.code, language):
            shown, is_current = lately
            prices, levels = asked(shown)
    if not lately or not is_current():
        shown = page_with(sku, channel.code, language)
        with sql.together():
            prices, levels = asked(shown)
    return shown, prices(), levels()


def _get_product_straight(request: HttpRequest, sku: str) -> HttpResponse:
    """The same from the door itself."""
    request.auth = _MAY_READ(request)  # type: ignore[attr-defined]
    return get_product(request, sku)


_MAY_READ = ScopedKey("catalog.read")
STRAIGHT_ONE["GET", "/api/v1/products"] = _get_product_straight


def _found(request: HttpRequest, asked: ProductsQuery, channel: stores.ChannelRead, by: Actor) -> HttpResponse:
    number = (read_cursor(asked.cursor, list[int]) or [1])[0]
    found = find_hits(
        asked.q,
        channel=channel.code,
        language=language_of(request),
        filters=SearchFilters(category=asked.category or None),
        page=number,
        page_size=asked.limit,
    )
    rows = [
        (hit.slug, hit.name, hit.brand, hit.picture.small if hit.picture else "", hit.variant_ids) for hit in found.hits
    ]
    return page(request, _listed(rows, channel, by), write_cursor([number + 1]) if number < found.pages else "")


def _listed(
    rows: Sequence[tuple[str, str, str, str, Sequence[VariantId]]], channel: stores.ChannelRead, by: Actor
) -> list[ProductListed]:
    """Three statements for a page of any length."""
    ids = [variant_id for row in rows for variant_id in row[4]]
    variants = variants_by_id(ids)
    prices = display_prices(ids, Buyer(channel.code, channel.currency))
    places = [place.id for place in places_visible(channel, by)]
    units = totals(ids, channel=channel.code, locations=places)
    return [
        ProductListed(
            slug=slug,
            name=name,
            brand=brand,
            picture=absolute(picture) or None,
            variants=[
                VariantListed(
                    sku=one.sku,
                    title=one.title,
                    unit=one.unit,
                    step=one.step,
                    price=_price(prices.get(one.id), channel.currency),
                    sellable=units[one.id],
                )
                for one in (variants[variant_id] for variant_id in variant_ids if variant_id in variants)
                if one.is_sellable
            ],
        )
        for slug, name, brand, picture, variant_ids in rows
    ]


def _variant(
    one: PageVariant, prices: dict[UUID, ChosenPrice], summed: dict[UUID, int], channel: stores.ChannelRead
) -> ProductVariant:
    return ProductVariant(
        sku=one.sku,
        title=one.title,
        unit=one.unit,
        step=one.step,
        price=_price(prices.get(one.id), channel.currency),
        sellable=summed.get(one.id, 0),
        option_values=dict(one.option_values),
        barcodes=list(one.barcodes),
    )


def _price(chosen: ChosenPrice | None, currency: str) -> Price | None:
    if chosen is None:
        return None
    return Price(
        amount_minor=chosen.amount_minor,
        currency=currency,
        includes_tax=chosen.includes_tax,
        compare_at_minor=chosen.compare_at_minor,
    )


def _path(slug: str) -> str:
    for node in _every(category_tree()):
        if node.slug == slug:
            return node.path
    raise CategoryUnknown(slug)


def _every(nodes: Iterable[CategoryNode]) -> Iterable[CategoryNode]:
    for node in nodes:
        yield node
        yield from _every(node.children)


def absolute(address: str) -> str:
    """Machines read this elsewhere: a path of ours becomes a whole address."""
    return f"{settings.PUBLIC_URL}{address}" if address.startswith("/") else address
