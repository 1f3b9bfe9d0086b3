"""My addresses: where my things are sent. The newest one is filled in at the checkout."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from duken.channels.storefront.frame import show
from duken.channels.storefront.place import home_country
from duken.channels.storefront.privacy import mine
from duken.channels.texts import sentence
from duken.customers.card.prefer import add_address, remove_address
from duken.customers.card.read import addresses_of
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField

MOST = 20


@never_cache
@mine
def addresses(request: HttpRequest, actor: Actor, card: UUID) -> HttpResponse:
    return _page(request, actor, card)


@require_POST
@mine
def add(request: HttpRequest, actor: Actor, card: UUID) -> HttpResponse:
    said = {name: request.POST.get(name, "") for name in ("label", "postcode", "city", "street", "note")}
    try:
        if len(addresses_of(card, by=actor)) >= MOST:
            raise InvalidField("city", "too_many", MOST)
        add_address(card, country=home_country(), by=actor.lend("customers.write"), **said)
    except InvalidField as problem:
        return _page(request, actor, card, problem=sentence(problem), said=said)
    messages.success(request, gettext("Added."))
    return HttpResponseRedirect(reverse("storefront:addresses"))


@require_POST
@mine
def remove(request: HttpRequest, actor: Actor, card: UUID) -> HttpResponse:
    """One of my own; repeating changes nothing."""
    with suppress(ValueError):
        gone = UUID(request.POST.get("address", ""))
        if gone in {one.id for one in addresses_of(card, by=actor)}:
            remove_address(gone, by=actor.lend("customers.write"))
            messages.success(request, gettext("Removed."))
    return HttpResponseRedirect(reverse("storefront:addresses"))


def _page(
    request: HttpRequest, actor: Actor, card: UUID, *, problem: str = "", said: dict[str, str] | None = None
) -> HttpResponse:
    known = addresses_of(card, by=actor)
    return show(
        request,
        "storefront/addresses.html",
        status=422 if problem else 200,
        addresses=known[::-1],
        may_add=len(known) < MOST,
        problem=problem,
        said=said,
    )
