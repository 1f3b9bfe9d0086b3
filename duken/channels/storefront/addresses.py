"""My addresses: where my things are sent. The first one is filled in at the checkout."""

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
from duken.customers.card.addresses import add_address, change_address, put_address_first, remove_address
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
    said = _said(request)
    try:
        if len(addresses_of(card, by=actor)) >= MOST:
            raise InvalidField("city", "too_many", MOST)
        add_address(card, country=home_country(), by=actor.lend("customers.write"), **said)
    except InvalidField as problem:
        return _page(request, actor, card, problem=sentence(problem), said=said)
    return _done(request, gettext("Added."))


@require_POST
@mine
def change(request: HttpRequest, actor: Actor, card: UUID) -> HttpResponse:
    said, changed = _said(request), _mine(request, actor, card)
    if changed is None:
        return _done(request)
    try:
        change_address(changed, by=actor.lend("customers.write"), **said)
    except InvalidField as problem:
        return _page(request, actor, card, problem=sentence(problem), said=said, changed=changed)
    return _done(request, gettext("Saved."))


@require_POST
@mine
def first(request: HttpRequest, actor: Actor, card: UUID) -> HttpResponse:
    chosen = _mine(request, actor, card)
    if chosen is None:
        return _done(request)
    put_address_first(chosen, by=actor.lend("customers.write"))
    return _done(request, gettext("It is the first one now."))


@require_POST
@mine
def remove(request: HttpRequest, actor: Actor, card: UUID) -> HttpResponse:
    """Repeating changes nothing."""
    gone = _mine(request, actor, card)
    if gone is None:
        return _done(request)
    remove_address(gone, by=actor.lend("customers.write"))
    return _done(request, gettext("Removed."))


def _mine(request: HttpRequest, actor: Actor, card: UUID) -> UUID | None:
    """The address that is meant, if it is one of my own."""
    with suppress(ValueError):
        meant = UUID(request.POST.get("address", ""))
        if meant in {one.id for one in addresses_of(card, by=actor)}:
            return meant
    return None


def _said(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("label", "postcode", "city", "street", "note")}


def _done(request: HttpRequest, words: str = "") -> HttpResponse:
    if words:
        messages.success(request, words)
    return HttpResponseRedirect(reverse("storefront:addresses"))


def _page(
    request: HttpRequest,
    actor: Actor,
    card: UUID,
    *,
    problem: str = "",
    said: dict[str, str] | None = None,
    changed: UUID | None = None,
) -> HttpResponse:
    """`changed`: the one of which `said` is told; None is a new one."""
    known = addresses_of(card, by=actor)
    return show(
        request,
        "storefront/addresses.html",
        status=422 if problem else 200,
        addresses=[one._asdict() | (said if said and one.id == changed else {}) for one in known],
        changed=changed,
        may_add=len(known) < MOST,
        problem=problem,
        said=said if changed is None else None,
    )
