"""Stock: levels, why something is not sellable, receipts and adjustments."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from duken.catalog.browse import ProductQuery, browse_variants
from duken.channels.api.answers import Answer, AnswerOfNow, Page, answer, answer_of_now, page, utc
from duken.channels.api.bodies import Body, Query, read_body, read_query
from duken.channels.api.keys import actor_of
from duken.channels.api.names import channel_named, lines_of, places_visible, variants_named
from duken.channels.api.operations import operation
from duken.channels.api.orders import Code, Short
from duken.channels.api.repeats import once
from duken.inventory.adjust import adjust_stock
from duken.inventory.explain import explain
from duken.inventory.levels import Level
from duken.inventory.reads import availability
from duken.inventory.receive import receive_stock
from duken.kernel import pages as listing
from duken.stores import reads as stores

router = Router(tags=["stock"])
Sku = Annotated[str, Meta(min_length=1, max_length=80)]
Units = Annotated[int, Meta(ge=1, le=1_000_000_000)]
Signed = Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000)]
Lines = Meta(max_length=5000)
Reason = Literal["damaged", "lost", "found", "stolen", "expired", "gift", "own_use", "mistake", "import", "opening"]


class StockLine(Body):
    sku: Sku
    quantity: Units


class ChangeLine(Body):
    """`quantity` is added to the shelf, taken from it when negative."""

    sku: Sku
    quantity: Signed


class ReceiptBody(Body):
    store: Code
    lines: Annotated[list[StockLine], Lines]
    reference: Short = ""
    happened_at: datetime | None = None


class AdjustmentBody(Body):
    store: Code
    reason: Reason
    lines: Annotated[list[ChangeLine], Lines]
    note: Short = ""


class StockQuery(Query):
    store: Code = ""
    sku: Annotated[list[str], Meta(max_length=200)] = []
    channel: Code = ""
    cursor: str = ""
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class ExplainQuery(Query):
    sku: Sku
    store: Code
    channel: Code = ""


class LevelShown(Answer):
    """sellable = on hand - held - kept for other channels - leased (set aside for tills) - safety, never below zero."""

    sku: str
    store: str
    on_hand: int
    held: int
    kept_for_others: int
    in_transit: int
    damaged: int
    safety: int
    leased: int
    sellable: int


class Reckoned(Answer):
    code: str
    quantity: int


class Promise(Answer):
    quantity: int
    document: str
    expires_at: datetime | None


class Moved(Answer):
    happened_at: datetime | None
    kind: str
    quantity: int
    document: str
    reason: str
    actor: str
    from_bucket: str
    to_bucket: str


class Explained(AnswerOfNow):
    """`reasons` lead from on hand to sellable and add up to it; promises and movements are what lies behind."""

    level: LevelShown
    reasons: list[Reckoned]
    promises: list[Promise]
    movements: list[Moved]


class Booked(Answer):
    """`repeated`: this key had booked it before."""

    store: str
    repeated: bool


@router.get(
    "/stock",
    summary="Levels of stock",
    **operation("inventory.read", query=StockQuery, gives=Page[LevelShown], refuses=(404,)),
)
def list_stock(request: HttpRequest) -> HttpResponse:
    """By SKU; `limit` counts SKUs, each with every store where it ever was."""
    by = actor_of(request)
    asked = read_query(request, StockQuery)
    channel = channel_named(asked.channel, by)
    places = {place.id: place.code for place in places_visible(channel, by, asked.store)}
    if asked.sku:
        variants: dict[UUID, str] = {one.id: one.sku for one in variants_named(asked.sku).values()}
        following = ""
    else:
        cut = listing.Page("sku", asked.limit, after=asked.cursor)
        found = browse_variants(ProductQuery(), page=cut, by=by.lend("catalog.read"))
        variants, following = {row.id: row.sku for row in found.rows}, found.next
    levels = availability(list(variants), channel=channel.code, locations=list(places))
    shown = [
        shown_level(levels[variant_id, place_id], sku, code)
        for variant_id, sku in variants.items()
        for place_id, code in places.items()
        if (variant_id, place_id) in levels
    ]
    return page(request, shown, following)


@router.get(
    "/stock/explain",
    summary="Why is this (not) sellable?",
    **operation("inventory.read", query=ExplainQuery, gives=Explained, refuses=(404,)),
)
def get_explanation(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    asked = read_query(request, ExplainQuery)
    variant = variants_named([asked.sku])[asked.sku]
    place = stores.location(asked.store)
    told = explain(variant.id, place.id, channel=channel_named(asked.channel, by).code, by=by)
    return answer_of_now(
        Explained(
            level=shown_level(told.level, variant.sku, place.code),
            reasons=[Reckoned(code=because.code, quantity=because.quantity) for because in told.reasons],
            promises=[
                Promise(quantity=hold.amount, document=hold.document, expires_at=utc(hold.expires_at))
                for hold in told.holds
            ],
            movements=[
                Moved(
                    happened_at=utc(one.happened_at),
                    kind=one.kind,
                    quantity=one.amount,
                    document=one.document,
                    reason=one.reason,
                    actor=one.actor,
                    from_bucket=one.from_bucket,
                    to_bucket=one.to_bucket,
                )
                for one in told.movements
            ],
            as_of=utc(told.as_of),
        )
    )


@router.post(
    "/stock/receipts",
    summary="Receive goods",
    **operation("inventory.receive", takes=ReceiptBody, gives=Booked, status=201, refuses=(404, 409, 413, 503)),
)
def post_receipt(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    body = read_body(request, ReceiptBody)
    place = stores.location(body.store)
    by.require("inventory.receive", store=place.id)

    def receive(key: str) -> HttpResponse:
        is_new = receive_stock(
            lines_of([(line.sku, line.quantity) for line in body.lines]),
            location_id=place.id,
            key=key,
            reference=body.reference,
            happened_at=body.happened_at,
            by=by,
        )
        return answer(Booked(store=place.code, repeated=not is_new), 201)

    return once(request, receive)


@router.post(
    "/stock/adjustments",
    summary="Correct stock with a reason",
    **operation("inventory.adjust", takes=AdjustmentBody, gives=Booked, status=201, refuses=(404, 409, 413, 503)),
)
def post_adjustment(request: HttpRequest) -> HttpResponse:
    """What is promised to somebody cannot be written off: cancel the promise first."""
    by = actor_of(request)
    body = read_body(request, AdjustmentBody)
    place = stores.location(body.store)
    by.require("inventory.adjust", store=place.id)

    def adjust(key: str) -> HttpResponse:
        is_new = adjust_stock(
            lines_of([(line.sku, line.quantity) for line in body.lines]),
            location_id=place.id,
            reason=body.reason,
            key=key,
            note=body.note,
            by=by,
        )
        return answer(Booked(store=place.code, repeated=not is_new), 201)

    return once(request, adjust)


def shown_level(found: Level, sku: str, store: str) -> LevelShown:
    return LevelShown(
        sku=sku,
        store=store,
        on_hand=found.on_hand,
        held=found.held,
        kept_for_others=found.kept_for_others,
        in_transit=found.in_transit,
        damaged=found.damaged,
        safety=found.safety,
        leased=found.leased,
        sellable=found.sellable,
    )
