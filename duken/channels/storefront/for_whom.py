"""For whom somebody shops: for themselves, or for a company they buy for. Their basket says so; every price follows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from duken.carts.buy_for import buy_for
from duken.carts.reads import cart
from duken.channels.basket_words import left_behind
from duken.channels.storefront import visitor
from duken.channels.storefront.basket_cookie import basket_for_writing, basket_of
from duken.channels.storefront.preferences import back
from duken.channels.texts import sentence
from duken.customers.companies.reads import BuyerRead, companies_of
from duken.kernel.refusals import Refusal


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """`company` is an id, or empty for themselves; then back to where that was said."""
    by = visitor.actor(request)
    if by.customer is None:
        return HttpResponseRedirect(reverse("storefront:sign_in"))
    try:
        before = cart(basket_for_writing(request), by=by)
        buy_for(before.id, company_id=_read(request.POST.get("company", "")), by=by)
        if left := left_behind(before, cart(before.id, by=by)):
            messages.info(request, left)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    if "next" in request.POST:
        return HttpResponseRedirect(back(request))
    at_checkout = request.POST.get("at") == "checkout"
    return HttpResponseRedirect(reverse("storefront:checkout" if at_checkout else "storefront:basket"))


def shops_for(request: HttpRequest) -> dict[str, Any]:
    """What a page with prices says of it: for whom this person may shop, and for which company they do."""
    return {"may_buy_for": may_buy_for(request), "buying": buying_for(request)}


def may_buy_for(request: HttpRequest) -> list[BuyerRead]:
    """The companies whoever is signed in may order for; asked once a request."""
    by = visitor.actor(request)
    if by.customer is None:
        return []
    found: list[BuyerRead] = request.__dict__.setdefault("_acts_for", companies_of(by.customer, by=by))
    return [one for one in found if one.may_order]


def buying_for(request: HttpRequest) -> BuyerRead | None:
    """The company the open basket is for; asked once a request."""
    kept = request.__dict__
    if "_buying_for" not in kept:
        kept["_buying_for"] = _buying_for(request)
    found: BuyerRead | None = kept["_buying_for"]
    return found


def group_of(request: HttpRequest) -> str | None:
    """The customer group whose prices are shown: that of the company the open basket is for."""
    acts = buying_for(request)
    return acts.company.group or None if acts else None


def _buying_for(request: HttpRequest) -> BuyerRead | None:
    acts = may_buy_for(request)
    known = basket_of(request) if acts else None
    if known is None:
        return None
    try:
        company_id = cart(known, by=visitor.actor(request)).company_id
    except Refusal:
        return None
    return next((one for one in acts if one.company.id == company_id), None)


def _read(text: str) -> UUID | None:
    """What is no id is a company that nobody buys for."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return UUID(int=0)
