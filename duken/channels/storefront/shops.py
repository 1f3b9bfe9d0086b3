"""The shops: where they are, when they are open, how to get one's order there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from duken.channels.storefront import visitor
from duken.channels.storefront.frame import show
from duken.channels.storefront.seo import shop_json
from duken.kernel import clock
from duken.kernel.refusals import Missing
from duken.stores import hours, promise
from duken.stores import reads as stores
from duken.stores.places import LocationRead


def shops(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    places = [card(place, now) for place in visitor.collection_places()]
    return show(request, "storefront/shops.html", is_indexed=True, places=places)


def shop(request: HttpRequest, code: str) -> HttpResponse:
    try:
        place = stores.location(code)
    except Missing:
        raise Http404 from None
    if not place.is_active or not (place.is_shop or place.is_pickup_point):
        raise Http404
    return show(
        request,
        "storefront/shop.html",
        is_indexed=True,
        place=card(place, clock.now()),
        week=week(place, clock.now()),
        structured=shop_json(place),
    )


def card(place: LocationRead, now: datetime) -> dict[str, Any]:
    """A place with what a shopper asks first: is it open, until when, when could I collect."""
    return {
        "place": place,
        "is_open": hours.is_open(place.hours, now),
        "closes_at": hours.closes_at(place.hours, now),
        "opens_at": hours.next_open(place.hours, now),
        "ready_by": promise.ready_by(place, now),
        "collects": place.is_pickup_point,
    }


def week(place: LocationRead, now: datetime) -> list[dict[str, Any]]:
    """Seven days from today with their spans as (opens, closes) in UTC."""
    today = hours.local_date(place.hours, now)
    days = [today + timedelta(days=offset) for offset in range(7)]
    return [{"day": day, "weekday": day.weekday(), "spans": hours.spans_on(place.hours, day)} for day in days]
