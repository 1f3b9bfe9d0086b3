"""Who is shopping: the Actor of a request, their basket and their shop, from cookies and sign-in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from duken.access.authenticate import shopper
from duken.kernel import ids
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.stores import reads as stores
from duken.stores.errors import ChannelUnknown
from duken.stores.places import LocationRead

CHANNEL = "web"
_YEAR = 365 * 24 * 3600
_SALT = "storefront"


def actor(request: HttpRequest) -> Actor:
    """The customer who signed in, else the visitor this browser was marked as."""
    customer = getattr(request.user, "customer_id", None) if request.user.is_authenticated else None
    return shopper(channel=CHANNEL, visitor=visitor_id(request), customer=customer)


def visitor_id(request: HttpRequest) -> str:
    """An unguessable name for this browser, kept for a year by `keep_visitor`."""
    known = request.get_signed_cookie("visitor", default="", salt=_SALT)
    if not known:
        known = request.__dict__.setdefault("_new_visitor", str(ids.new_id()))
    return known


def keep_visitor(request: HttpRequest, response: HttpResponseBase) -> None:
    """Mark the browser, so that its next request is the same visitor's."""
    if "visitor" not in request.COOKIES:
        _keep(request, response, "visitor", visitor_id(request))


def my_shop(request: HttpRequest) -> LocationRead | None:
    """The shop this browser chose, while it can still be collected from."""
    code = request.COOKIES.get("my_shop", "")
    return next((place for place in collection_places() if place.code == code), None)


def keep_my_shop(response: HttpResponseBase, code: str) -> None:
    response.set_cookie("my_shop", code, max_age=_YEAR, samesite="Lax", httponly=True)


def collection_places() -> list[LocationRead]:
    """Where orders of this channel can be collected, in the order the shop shows them; nowhere before it is opened."""
    try:
        places = stores.locations_selling_in(CHANNEL)
    except ChannelUnknown:
        return []
    return [place for place in places if place.is_pickup_point]


def basket_id(request: HttpRequest) -> UUID | None:
    """The basket of this browser, if it has one. Signed: nobody reads another's by guessing."""
    known = request.get_signed_cookie("basket", default="", salt=_SALT)
    try:
        return UUID(known) if known else None
    except ValueError:
        return None


def keep_basket(request: HttpRequest, response: HttpResponseBase, basket: UUID) -> None:
    _keep(request, response, "basket", str(basket))


def forget_basket(response: HttpResponseBase) -> None:
    response.delete_cookie("basket", samesite="Lax")


def currency() -> str:
    try:
        return stores.channel(CHANNEL).currency
    except Refusal:
        return "EUR"


def _keep(request: HttpRequest, response: HttpResponseBase, name: str, value: str) -> None:
    response.set_signed_cookie(
        name, value, salt=_SALT, max_age=_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
    )
