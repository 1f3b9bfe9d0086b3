"""Counts: start one, send what was counted, close it. Blind ones never tell what the books expect."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from duken.channels.api.answers import Answer, answer
from duken.channels.api.bodies import Body, read_body
from duken.channels.api.keys import actor_of
from duken.channels.api.names import lines_of, skus_of
from duken.channels.api.operations import operation
from duken.channels.api.orders import Code, Short
from duken.channels.api.repeats import once
from duken.channels.api.stock import Sku
from duken.inventory.count import close_count, record_count, start_count
from duken.kernel import ids
from duken.stores import reads as stores

router = Router(tags=["stock"])


class CountBody(Body):
    store: Code
    is_blind: bool = True
    note: Short = ""


class CountedLine(Body):
    sku: Sku
    counted: Annotated[int, Meta(ge=0, le=1_000_000_000)]


class CountedBody(Body):
    lines: Annotated[list[CountedLine], Meta(min_length=1, max_length=500)]


class CloseBody(Body):
    pass


class CountStarted(Answer):
    id: str
    status: str
    store: str


class CountedAnswer(Answer):
    id: str
    status: str
    lines: int


class Difference(Answer):
    sku: str
    difference: int


class CountClosed(Answer):
    """`differences` are counted less expected: minus is missing."""

    id: str
    status: str
    differences: list[Difference]


@router.post(
    "/stock/counts",
    summary="Start a count",
    **operation(
        "inventory.count",
        takes=CountBody,
        gives=CountStarted,
        status=201,
        refuses=(404, 409, 503),
        leads_to={"counts.post_counted": "count_id", "counts.post_close": "count_id"},
    ),
)
def post_count(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    body = read_body(request, CountBody)
    place = stores.location(body.store)
    by.require("inventory.count", store=place.id)

    def start(_: str) -> HttpResponse:
        count_id = start_count(location_id=place.id, is_blind=body.is_blind, note=body.note, by=by)
        return answer(CountStarted(id=ids.show("cnt", count_id), status="open", store=place.code), 201)

    return once(request, start)


@router.post(
    "/stock/counts/{count_id}/lines",
    summary="Say what was counted",
    **operation("inventory.count", takes=CountedBody, gives=CountedAnswer, refuses=(404, 409, 413, 503)),
)
def post_counted(request: HttpRequest, count_id: str) -> HttpResponse:
    """Counting a SKU again replaces its line. All of the lines or none of them."""
    by = actor_of(request)
    count = ids.read("cnt", count_id)
    body = read_body(request, CountedBody)

    def write(_: str) -> HttpResponse:
        for variant, counted in lines_of([(line.sku, line.counted) for line in body.lines]):
            record_count(count, variant_id=variant, counted=counted, by=by)
        return answer(CountedAnswer(id=ids.show("cnt", count), status="open", lines=len(body.lines)))

    return once(request, write)


@router.post(
    "/stock/counts/{count_id}/close",
    summary="Close a count and book the differences",
    **operation("inventory.count", takes=CloseBody, gives=CountClosed, refuses=(404, 409, 503)),
)
def post_close(request: HttpRequest, count_id: str) -> HttpResponse:
    by = actor_of(request)
    count = ids.read("cnt", count_id)
    read_body(request, CloseBody)

    def close(_: str) -> HttpResponse:
        differences = close_count(count, by=by)
        skus = skus_of(differences)
        told = [Difference(sku=skus[variant], difference=units) for variant, units in differences.items()]
        return answer(CountClosed(id=ids.show("cnt", count), status="closed", differences=told))

    return once(request, close)
