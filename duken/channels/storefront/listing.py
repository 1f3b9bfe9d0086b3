"""A list of products with filters, order and pages: what search and categories share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext

from duken.catalog.ids import ProductId
from duken.catalog.reads import Facet, SearchFilters
from duken.catalog.search.find import search_products
from duken.channels.storefront import visitor
from duken.channels.storefront.cards import cards
from duken.channels.storefront.for_whom import shops_for
from duken.channels.storefront.frame import language, show
from duken.channels.storefront.sorting import in_stock, order_by, sorts

PAGE_SIZE = 24
_MOST_FILTERS = 20


def show_listing(
    request: HttpRequest,
    *,
    heading: str,
    query: str = "",
    category: str | None = None,
    is_indexed: bool = False,
    **page: Any,
) -> HttpResponse:
    """The whole page, or only the list for htmx. A page that does not exist shows the last one."""
    asked = request.GET
    filters = filters_of(asked, category)
    sort = asked.get("sort", "")
    only_in_stock = asked.get("in_stock") == "1"
    if only_in_stock:
        filters = replace(filters, product_ids=_in_stock(query, filters))
    found = search_products(
        query,
        channel=visitor.CHANNEL,
        language=language(),
        filters=filters,
        page=_page_number(asked),
        page_size=PAGE_SIZE,
        order=order_by(sort),
    )
    context = {
        "heading": heading,
        "query": query,
        "corrected_to": found.corrected_to,
        "is_relaxed": found.is_relaxed,
        "cards": cards(found.hits, request),
        "facets": [shown for facet in found.facets if (shown := _facet(facet))],
        "any_filter": len(filters.brands) + sum(map(len, filters.attributes.values())) + only_in_stock,
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "sort": sort,
        "sorts": sorts(has_query=bool(query)),
        "in_stock": only_in_stock,
    } | page
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.history_restore_request:
        return render(request, "storefront/listing_part.html", context)
    return show(request, "storefront/listing.html", is_indexed=is_indexed, **context | shops_for(request))


def filters_of(asked: QueryDict, category: str | None) -> SearchFilters:
    """Brands and attributes from the address; anything unknown finds nothing rather than breaking the page."""
    attributes = {
        name[2:]: tuple(_clean(values))
        for name, values in list(asked.lists())[:_MOST_FILTERS]
        if name.startswith("a.") and _clean(values)
    }
    return SearchFilters(category=category, brands=tuple(_clean(asked.getlist("brand"))), attributes=attributes)


def _in_stock(query: str, filters: SearchFilters) -> list[ProductId]:
    """All that match and can be sold now: the catalogue finds, the stock decides."""
    matching: list[ProductId] = []

    def keep(found: Sequence[ProductId]) -> Sequence[ProductId]:
        matching.extend(found)
        return found

    search_products(query, channel=visitor.CHANNEL, filters=filters, page_size=1, order=keep)
    return in_stock(matching)


def _clean(values: list[str]) -> list[str]:
    return [value[:200] for value in values[:_MOST_FILTERS] if value and "\x00" not in value]


def _facet(facet: Facet) -> dict[str, Any] | None:
    """A facet as the template shows it; one choice that cannot be left out is no choice."""
    if facet.code == "category" or (len(facet.values) < 2 and not any(value.is_chosen for value in facet.values)):
        return None
    return {
        "name": gettext("Brand") if facet.code == "brand" else facet.name,
        "parameter": "brand" if facet.code == "brand" else f"a.{facet.code}",
        "is_on": any(value.is_chosen for value in facet.values),
        "choices": [
            {"value": one.value, "label": _labelled(one.name, facet.unit), "count": one.count, "is_on": one.is_chosen}
            for one in facet.values
        ],
    }


def _labelled(name: str, unit: str) -> str:
    return f"{name} {unit}" if unit else name


def _page_number(asked: QueryDict) -> int:
    text = asked.get("page", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 5 else 1
