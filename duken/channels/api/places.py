"""Stores: where the shop is, what each place does, and when it is open."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from duken.channels.api.answers import Answer, Page, answer, utc
from duken.channels.api.bodies import Query, read_query
from duken.channels.api.keys import actor_of
from duken.channels.api.operations import operation
from duken.channels.api.problems import language_of
from duken.stores import reads as stores

router = Router(tags=["stores"])


class StoresQuery(Query):
    kind: Annotated[Literal["shop", "warehouse", "pickup_point", ""], Meta(description="Empty: every place")] = ""


class StoreShown(Answer):
    """`ready_by` is when a basket ordered now could be collected."""

    code: str
    name: str
    country: str
    city: str
    address: str
    postcode: str
    phone: str
    timezone: str
    latitude: str | None
    longitude: str | None
    is_shop: bool
    is_warehouse: bool
    is_pickup_point: bool
    ready_by: datetime | None


@router.get("/stores", summary="List places", **operation("stores.read", query=StoresQuery, gives=Page[StoreShown]))
def list_stores(request: HttpRequest) -> HttpResponse:
    """Those this key works in; all of them for a key of all stores. Never more than one page."""
    by = actor_of(request)
    kind = read_query(request, StoresQuery).kind or None
    language = language_of(request)
    seen = [place for place in stores.locations(kind) if by.stores is None or place.id in by.stores]
    return answer(Page(items=[_shown(place, language) for place in seen]))


def _shown(place: stores.LocationRead, language: str) -> StoreShown:
    return StoreShown(
        code=place.code,
        name=place.called(language),
        country=place.country,
        city=place.city,
        address=place.address,
        postcode=place.postcode,
        phone=place.phone,
        timezone=place.timezone,
        latitude=None if place.latitude is None else str(place.latitude),
        longitude=None if place.longitude is None else str(place.longitude),
        is_shop=place.is_shop,
        is_warehouse=place.is_warehouse,
        is_pickup_point=place.is_pickup_point,
        ready_by=utc(stores.ready_by(place.id)) if place.is_pickup_point else None,
    )
