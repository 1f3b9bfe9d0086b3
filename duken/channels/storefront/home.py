"""The front door: categories, what is bought most, what is new."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from duken.catalog.reads import search_products
from duken.channels.storefront import visitor
from duken.channels.storefront.cards import cards
from duken.channels.storefront.for_whom import shops_for
from duken.channels.storefront.frame import language, show
from duken.channels.storefront.seo import json_ld
from duken.channels.storefront.shelves import top_shelves
from duken.channels.storefront.sorting import newest_first

POPULAR, NEWEST = 10, 5


def home(request: HttpRequest) -> HttpResponse:
    popular = search_products("", channel=visitor.CHANNEL, language=language(), page_size=POPULAR)
    newest = search_products("", channel=visitor.CHANNEL, language=language(), page_size=NEWEST, order=newest_first)
    shown = cards([*popular.hits, *newest.hits], request)
    return show(
        request,
        "storefront/home.html",
        is_indexed=True,
        all_shelves=top_shelves(language()),
        shop_count=len(visitor.collection_places()),
        popular=shown[: len(popular.hits)],
        newest=shown[len(popular.hits) :],
        **shops_for(request),
        structured=json_ld(
            {
                "@type": "WebSite",
                "name": settings.SHOP_NAME,
                "url": settings.PUBLIC_URL,
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": f"{settings.PUBLIC_URL}/search/?q={{search_term_string}}",
                    "query-input": "required name=search_term_string",
                },
            }
        ),
    )
