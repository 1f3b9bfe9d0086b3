"""One shelf: its products and those of the shelves below it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from duken.catalog.reads import CategoryNode
from duken.channels.storefront.frame import language
from duken.channels.storefront.listing import show_listing
from duken.channels.storefront.seo import breadcrumb_json, json_ld
from duken.channels.storefront.shelves import top_shelves


def category(request: HttpRequest, slug: str) -> HttpResponse:
    trail = trail_to(slug, top_shelves(language()))
    if not trail:
        raise Http404
    here = trail[-1]
    return show_listing(
        request,
        heading=here.name,
        category=slug,
        is_indexed=True,
        children=here.children,
        category_root=trail[0].slug,
        trail=[(shelf.name, shelf.slug) for shelf in trail],
        structured=json_ld(
            breadcrumb_json((shelf.name, reverse("storefront:category", args=[shelf.slug])) for shelf in trail)
        ),
    )


def trail_to(slug: str, shelves: tuple[CategoryNode, ...]) -> list[CategoryNode]:
    """From the root to this shelf; empty if there is none."""
    for shelf in shelves:
        if shelf.slug == slug:
            return [shelf]
        if below := trail_to(slug, shelf.children):
            return [shelf, *below]
    return []
