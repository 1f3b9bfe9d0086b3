"""My points: how many, what they are worth, when they end, how far the next level is, and every movement."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from duken.channels.storefront import visitor
from duken.channels.storefront.frame import show
from duken.customers import reads as customers
from duken.customers.policies import may_see
from duken.loyalty.errors import NoProgramme
from duken.loyalty.reads import points_of, statement
from duken.stores import reads as stores


@never_cache
def points(request: HttpRequest) -> HttpResponse:
    actor = visitor.actor(request)
    if actor.customer is None or not may_see("points", proof=customers.proof_of(actor)):
        return HttpResponseRedirect(reverse("storefront:sign_in"))
    currency = stores.channel(visitor.CHANNEL).currency
    try:
        mine = points_of(actor.customer, currency=currency, by=actor)
    except NoProgramme:
        return show(request, "storefront/points.html", points=None)
    ahead = mine.next_tier
    return show(
        request,
        "storefront/points.html",
        points=mine,
        currency=currency,
        lines=statement(actor.customer, currency=currency, by=actor),
        progress=100 * (ahead.from_minor - mine.missing_minor) // ahead.from_minor if ahead and ahead.from_minor else 0,
    )
