"""Availability: how many of each SKU a channel may sell, store by store, at one moment."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from duken.channels.api.answers import Answer, AnswerOfNow, answer_of_now, utc
from duken.channels.api.bodies import Query, read_query
from duken.channels.api.keys import actor_of
from duken.channels.api.names import channel_named, places_visible, variants_named
from duken.channels.api.operations import operation
from duken.channels.may_be_old import may_be_old
from duken.inventory import reads as inventory
from duken.kernel import clock

router = Router(tags=["stock"])


class AvailabilityQuery(Query):
    sku: Annotated[list[str], Meta(min_length=1, max_length=200)]
    store: Annotated[str, Meta(max_length=80)] = ""
    channel: Annotated[str, Meta(max_length=80)] = ""


class SellableInStore(Answer):
    store: str
    sellable: int


class Sellable(Answer):
    sku: str
    sellable: int
    stores: list[SellableInStore]


class Availability(AnswerOfNow):
    channel: str
    items: list[Sellable]


@router.get(
    "/availability",
    summary="What can be sold now",
    **operation("inventory.read", query=AvailabilityQuery, gives=Availability, refuses=(404,)),
)
@may_be_old
def get_availability(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    asked = read_query(request, AvailabilityQuery)
    channel = channel_named(asked.channel, by)
    variants = variants_named(asked.sku)
    places = places_visible(channel, by, asked.store)
    as_of = clock.now()
    found = inventory.sellable(
        [variant.id for variant in variants.values()],
        channel=channel.code,
        locations=[place.id for place in places],
    )
    items = []
    for variant in variants.values():
        here = found.get(variant.id, {})
        there = [
            SellableInStore(store=place.code, sellable=here[place.id] if variant.is_sellable else 0)
            for place in places
            if place.id in here
        ]
        items.append(Sellable(sku=variant.sku, sellable=sum(one.sellable for one in there), stores=there))
    return answer_of_now(Availability(as_of=utc(as_of), channel=channel.code, items=items))
