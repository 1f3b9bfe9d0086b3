"""Where this browser wants things brought: a town and a postcode, remembered, never more."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from duken.channels.storefront import visitor
from duken.channels.storefront.preferences import back
from duken.stores import reads as stores

_YEAR = 365 * 24 * 3600


class DeliverTo(NamedTuple):
    country: str
    city: str
    postcode: str

    @property
    def shown(self) -> str:
        return f"{self.city} {self.postcode}".strip()


def deliver_to(request: HttpRequest) -> DeliverTo:
    """What this browser said last, else the town of its shop, else of the first shop."""
    try:
        said = request.get_signed_cookie("deliver_to", default="", salt="storefront") or ""
    except UnicodeDecodeError:
        said = ""
    if said.count("|") == 1:
        city, postcode = said.split("|")
        return DeliverTo(home_country(), city, postcode)
    places = visitor.collection_places()
    near = visitor.my_shop(request) or (places[0] if places else None)
    return DeliverTo(near.country, near.city, near.postcode) if near else DeliverTo("", "", "")


@require_POST
def choose_town(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(back(request))
    city = _clean(request.POST.get("city", ""), 100)
    if city:
        keep_town(response, city, request.POST.get("postcode", ""))
    return response


def keep_town(response: HttpResponse, city: str, postcode: str) -> None:
    said = f"{_clean(city, 100)}|{_clean(postcode, 12)}"
    response.set_signed_cookie("deliver_to", said, salt="storefront", max_age=_YEAR, samesite="Lax", httponly=True)


def home_country() -> str:
    """The country of the shops: how phone numbers without a prefix are read."""
    places = stores.locations()
    return places[0].country if places else ""


def _clean(text: str, longest: int) -> str:
    return "".join(letter for letter in text if letter.isprintable() and letter != "|").strip()[:longest]
