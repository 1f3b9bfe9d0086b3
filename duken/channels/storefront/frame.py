"""Puts a page into the shop's frame: categories, my shop, basket, languages, canonical address."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from duken.channels.languages import address_in
from duken.channels.looks import html_language
from duken.channels.storefront import visitor
from duken.channels.storefront.basket_cookie import units_in_basket
from duken.channels.storefront.shelves import top_shelves

COMPARED_AT_MOST = 4


def show(
    request: HttpRequest, template: str, *, status: int = 200, is_indexed: bool = False, **page: Any
) -> HttpResponse:
    """Render a whole page of the shop. `is_indexed` pages name their canonical address and their languages."""
    context = frame(request) | page
    if is_indexed:
        context |= addresses(request)
    response = render(request, template, context, status=status)
    if not is_indexed:
        response["X-Robots-Tag"] = "noindex"
    return response


def frame(request: HttpRequest) -> dict[str, Any]:
    return {
        "shop_name": settings.SHOP_NAME,
        "shelves": top_shelves(language()),
        "my_shop": visitor.my_shop(request),
        "basket_count": units_in_basket(request),
        "compared": compared(request),
        "language_choices": _language_choices(request),
    }


def addresses(request: HttpRequest) -> dict[str, Any]:
    """Canonical address (without query) and the same page in each language, for search engines."""
    return {
        "canonical": settings.PUBLIC_URL + request.path,
        "alternates": [
            (html_language(code), settings.PUBLIC_URL + address_in(request.path, code))
            for code, _ in settings.LANGUAGES
        ]
        + [("x-default", settings.PUBLIC_URL + address_in(request.path, settings.LANGUAGE_CODE))],
    }


def language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def compared(request: HttpRequest) -> list[str]:
    """Slugs of the products this browser compares, at most four."""
    slugs = request.COOKIES.get("compared", "").split(".")
    return [slug for slug in slugs if slug and len(slug) <= 160][:COMPARED_AT_MOST]


def _language_choices(request: HttpRequest) -> list[tuple[str, str, str, str]]:
    path = request.get_full_path() if request.method == "GET" else request.path
    return [(code, name, address_in(path, code), html_language(code)) for code, name in settings.LANGUAGES]
