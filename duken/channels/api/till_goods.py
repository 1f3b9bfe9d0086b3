"""What a till sells: its articles and how they change, one that is looked for, where it is, units set aside."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from duken.catalog.errors import CodeUnknown
from duken.catalog.reads import find_by_code, find_hits
from duken.channels.api.answers import Answer, answer, answers, read_cursor, to_the_minute, utc, write_cursor
from duken.channels.api.bodies import Body, Query, read_body, read_query
from duken.channels.api.keys import actor_of
from duken.channels.api.operations import operation
from duken.channels.api.packed import packed
from duken.channels.api.problems import language_of
from duken.tills.articles import Article, Place, articles_of, articles_page
from duken.tills.changes import changes_for
from duken.tills.lease_stock import lease_stock
from duken.tills.reads import till_of
from duken.tills.where_it_is import where_it_is

router = Router(tags=["till"])
FOUND_AT_MOST = 24


class TillArticlesQuery(Query):
    after: Annotated[str, Meta(max_length=200, description="`next` of the page before; nothing for the first")] = ""


class TillArticles(Answer):
    """Best sold first. `next` null: that was all. `position` is where the feed of changes goes on from."""

    articles: list[Article]
    next: str | None
    total: int
    position: int


class TillChangesQuery(Query):
    after: Annotated[int, Meta(ge=0, le=2**62, description="The position you were told last")]


class TillChanges(Answer):
    """Articles as they are now, and variants that are no longer sold. `settings`: ask for the settings again; `anew`:
    fetch all articles again, more has changed than is worth telling."""

    articles: list[Article]
    gone: list[str]
    settings: bool
    anew: bool
    position: int


class TillSearchQuery(Query):
    q: Annotated[str, Meta(min_length=1, max_length=200, description="Words in any language; typos are forgiven")]


class TillFound(Answer):
    articles: list[Article]


class TillCodeQuery(Query):
    code: Annotated[str, Meta(min_length=1, max_length=500, description="As scanned: GTIN, GS1, a label of the scales")]


class TillStockQuery(Query):
    sku: Annotated[str, Meta(min_length=1, max_length=80)]


class TillStockAt(Answer):
    """`free` may be sold now, to whoever asks at this till; `ready_by` is when it could be collected there."""

    store: str
    name: str
    free: int
    is_here: bool
    is_warehouse: bool
    ready_by: datetime | None


class LeaseWanted(Body):
    variant: UUID
    quantity: Annotated[int, Meta(ge=1, le=1_000_000_000)]


class LeasesBody(Body):
    """What the basket needs in all; nothing wanted: everything the till has is told, and renewed."""

    wants: Annotated[list[LeaseWanted], Meta(max_length=500)]


class LeaseShown(Answer):
    variant: str
    quantity: int
    until: datetime | None


class Leases(Answer):
    leases: list[LeaseShown]


@router.get(
    "/till/articles",
    summary="Everything this till may sell, page by page",
    **operation("tills.sell", query=TillArticlesQuery, gives=TillArticles),
)
def list_till_articles(request: HttpRequest) -> HttpResponse:
    """The first page is small, so that a till sells at once; the others are large."""
    by = actor_of(request)
    after = read_cursor(read_query(request, TillArticlesQuery).after, tuple[int, UUID, int])
    page = articles_page(Place(*after) if after else None, till=till_of(by), by=by)
    return packed(
        request,
        TillArticles(
            articles=page.articles,
            next=write_cursor(page.next) if page.next else None,
            total=page.total,
            position=page.position,
        ),
    )


@router.get(
    "/till/changes",
    summary="What changed for this till since it asked last",
    **operation("tills.sell", query=TillChangesQuery, gives=TillChanges),
)
def list_till_changes(request: HttpRequest) -> HttpResponse:
    """Ask again with the position that is answered, until it is the one you asked with."""
    by = actor_of(request)
    found = changes_for(till_of(by), after=read_query(request, TillChangesQuery).after, by=by)
    return packed(
        request,
        TillChanges(
            articles=found.articles,
            gone=[str(variant) for variant in found.gone],
            settings=found.settings,
            anew=found.anew,
            position=found.position,
        ),
    )


@router.get(
    "/till/articles/search",
    summary="Look for an article by words",
    **operation("tills.sell", query=TillSearchQuery, gives=TillFound),
)
def search_till_articles(request: HttpRequest) -> HttpResponse:
    """Best first, at most two dozen: typos, endings, scripts and keyboard layouts are forgiven."""
    by = actor_of(request)
    till = till_of(by)
    hits = find_hits(read_query(request, TillSearchQuery).q, channel=till.channel, page_size=FOUND_AT_MOST)
    variants = [variant for hit in hits.hits for variant in hit.variant_ids][:FOUND_AT_MOST]
    found = articles_of(variants, till=till, by=by)
    return packed(request, TillFound(articles=[found[variant] for variant in variants if variant in found]))


@router.get(
    "/till/articles/by-barcode",
    summary="The article a scan means",
    **operation("tills.sell", query=TillCodeQuery, gives=Article, refuses=(404,)),
)
def get_till_article(request: HttpRequest) -> HttpResponse:
    """Any GTIN, a GS1 string or link, a label of the shop's scales, an own code, or a SKU. What weight or price a label
    says the till reads by itself."""
    by = actor_of(request)
    code = read_query(request, TillCodeQuery).code
    variant = find_by_code(code).variant.id
    found = articles_of([variant], till=till_of(by), by=by)
    if variant not in found:
        raise CodeUnknown(code)
    return answer(found[variant])


@router.get(
    "/till/stock",
    summary="Where an article is",
    **operation("tills.sell", query=TillStockQuery, gives=list[TillStockAt], refuses=(404,)),
)
def list_till_stock(request: HttpRequest) -> HttpResponse:
    """This shop, the others and the warehouses: free units, and when they could be collected there."""
    by = actor_of(request)
    sku = read_query(request, TillStockQuery).sku
    places = where_it_is(sku, till=till_of(by), language=language_of(request), by=by)
    return answers([TillStockAt(**place._asdict() | {"ready_by": to_the_minute(place.ready_by)}) for place in places])


@router.post(
    "/till/leases",
    summary="Set units aside for this till",
    **operation("tills.sell", takes=LeasesBody, gives=Leases, is_write=False, refuses=(404, 503)),
)
def post_till_leases(request: HttpRequest) -> HttpResponse:
    """Levels, not changes: the same again moves nothing. Less than wanted is no refusal: the rest is not there."""
    by = actor_of(request)
    wants = [(want.variant, want.quantity) for want in read_body(request, LeasesBody).wants]
    found = lease_stock(wants, till=till_of(by), by=by)
    return answer(
        Leases(
            leases=[
                LeaseShown(variant=str(lease.variant_id), quantity=lease.quantity, until=utc(lease.until))
                for lease in found
            ]
        )
    )
