"""Search: results page, and suggestions while one types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from duken.catalog.search.find import search_products
from duken.channels.storefront import visitor
from duken.channels.storefront.cards import cards
from duken.channels.storefront.frame import language
from duken.channels.storefront.listing import show_listing

SUGGESTED = 6


def search(request: HttpRequest) -> HttpResponse:
    query = query_of(request)
    heading = gettext("Search: %(query)s") % {"query": query} if query else gettext("All products")
    return show_listing(request, heading=heading, query=query)


def suggest(request: HttpRequest) -> HttpResponse:
    """The first few products for what has been typed so far: a piece of a page."""
    query = query_of(request)
    if len(query) < 2:
        return HttpResponse("")
    found = search_products(query, channel=visitor.CHANNEL, language=language(), page_size=SUGGESTED)
    return render(
        request,
        "storefront/suggestions.html",
        {"query": query, "cards": cards(found.hits, request), "total": found.total, "corrected_to": found.corrected_to},
    )


def query_of(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:200]
