"""The counter: who works in which shop. Every page of the store screen is a view `@in_shop`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from duken.access.authenticate import actor_for_staff, actor_in_store
from duken.channels.texts import sentence
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.stores import reads as stores
from duken.stores.places import LocationRead

CHANNEL = "store"
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Counter:
    """One person at work in one shop."""

    by: Actor
    shop: LocationRead
    others: tuple[LocationRead, ...]

    @property
    def since_morning(self) -> datetime:
        """When the trading day of the shop began."""
        day = stores.business_day(self.shop.id)
        return datetime.combine(day, time(), ZoneInfo(self.shop.timezone))


def shops_of(request: HttpRequest) -> list[LocationRead]:
    """The places whose work this person may see; empty for a shopper or a stranger."""
    if not request.user.is_authenticated:
        return []
    anywhere = actor_for_staff(request.user, channel=CHANNEL)
    places = [place for place in stores.locations() if anywhere.stores is None or place.id in anywhere.stores]
    return [place for place in places if _at(request, place).may("fulfilment.read", store=place.id)]


def in_shop(view: View) -> View:
    """The view gets (request, counter, …) instead of (request, code, …). Strangers sign in, others find nothing."""

    @wraps(view)
    def answer(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        shops = shops_of(request)
        shop = next((place for place in shops if place.code == code), None)
        if shop is None:
            raise Http404(gettext("There is no such shop here."))
        counter = Counter(_at(request, shop), shop, tuple(place for place in shops if place.id != shop.id))
        try:
            response = view(request, counter, *args, **kwargs)
        except Refusal as refusal:
            if refusal.kind == "missing":
                raise Http404(sentence(refusal)) from None
            response = _refused(request, counter, refusal)
        response.setdefault("Cache-Control", "no-store, private")
        return response

    return answer


def to_sign_in(request: HttpRequest) -> HttpResponse:
    address = reverse("office:sign_in")
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = f"{address}?{urlencode({'next': reverse('store:shops')})}"
        return response
    return HttpResponseRedirect(f"{address}?{urlencode({'next': request.get_full_path()})}")


def announce(response: HttpResponse, **events: Any) -> HttpResponse:
    """Have the page hear events: a sound, a short message."""
    response["HX-Trigger"] = json.dumps(events)
    return response


def _at(request: HttpRequest, place: LocationRead) -> Actor:
    return actor_in_store(request.user, place.id, channel=CHANNEL)  # type: ignore[arg-type]


def _refused(request: HttpRequest, counter: Counter, refusal: Refusal) -> HttpResponse:
    """What the verb said, where it was asked: a message for htmx, a notice on the page without it."""
    words = sentence(refusal)
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=403 if refusal.kind == "forbidden" else 204)
        return announce(response, toast={"text": words, "kind": "bad"}, refused=True)
    messages.error(request, words)
    return HttpResponseRedirect(_back(request, counter), status=303)


def _back(request: HttpRequest, counter: Counter) -> str:
    match = request.resolver_match
    if match and "work_id" in match.kwargs:
        return reverse("store:work", args=[counter.shop.code, match.kwargs["work_id"]])
    return reverse("store:board", args=[counter.shop.code])
