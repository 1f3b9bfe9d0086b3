"""What this browser looked at last, so that it comes along with its basket: remembered only while there is one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from duken.carts.reads import CartRead
from duken.carts.remember_viewed import MOST_VIEWED, remember_viewed
from duken.kernel.actor import Actor

COOKIE = "viewed"
_MONTH = 30 * 24 * 3600


def keep_viewed(request: HttpRequest, response: HttpResponse, product_id: UUID) -> None:
    """Nothing is asked of the database; a browser without a basket is not remembered at all."""
    if "basket" not in request.COOKIES:
        return
    known = [one for one in _viewed(request) if one != product_id][: MOST_VIEWED - 1]
    told = ".".join(one.hex for one in (product_id, *known))
    response.set_cookie(COOKIE, told, max_age=_MONTH, samesite="Lax", httponly=True)


def bring_viewed(request: HttpRequest, cart: CartRead, by: Actor) -> None:
    """Write into the basket what it does not know yet, newest first; no statement when there is nothing new."""
    fresh = [one for one in _viewed(request) if one not in cart.viewed]
    if fresh:
        remember_viewed(cart.id, [*fresh, *cart.viewed], by=by)


def _viewed(request: HttpRequest) -> list[UUID]:
    """At most twelve; what is no id is nothing."""
    found = []
    for text in request.COOKIES.get(COOKIE, "").split(".")[:MOST_VIEWED]:
        try:
            found.append(UUID(hex=text))
        except ValueError:
            continue
    return found
