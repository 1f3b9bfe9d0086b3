"""What search engines read: structured data (schema.org as JSON-LD), sitemap.xml, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from duken.catalog import reads as catalog
from duken.channels.storefront import visitor
from duken.stores.hours import DAYS
from duken.stores.places import LocationRead

_DAY_NAMES = dict(
    zip(DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)


_NOT_FOR_SEARCH_ENGINES = (
    "/basket", "/checkout", "/account", "/order/", "/receipt/", "/search", "/compare", "/office/", "/store/", "/admin/",
    "/api/",
)  # fmt: skip


def json_ld(facts: dict[str, Any]) -> SafeString:
    """A data block: not run as a script. `<` is escaped, so no text of a product can close the element."""
    text = orjson.dumps({"@context": "https://schema.org"} | facts).decode()
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')


def shop_json(place: LocationRead) -> SafeString:
    facts: dict[str, Any] = {
        "@type": "Store",
        "name": place.name,
        "telephone": place.phone,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "addressLocality": place.city,
            "postalCode": place.postcode,
            "addressCountry": place.country,
        },
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": _DAY_NAMES[day],
                "opens": _clock(opens),
                "closes": _clock(closes),
            }
            for day, spans in place.hours.weekly.items()
            for opens, closes in spans
        ],
    }
    if place.latitude is not None and place.longitude is not None:
        facts["geo"] = {"@type": "GeoCoordinates", "latitude": str(place.latitude), "longitude": str(place.longitude)}
    return json_ld(facts)


def breadcrumb_json(trail: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """(name, path) from the root as a BreadcrumbList."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": settings.PUBLIC_URL + path}
            for position, (name, path) in enumerate(trail, 1)
        ],
    }


def robots(request: HttpRequest) -> HttpResponse:
    closed = [f"Disallow: {path}" for path in _NOT_FOR_SEARCH_ENGINES]
    lines = ["User-agent: *", *closed, f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> StreamingHttpResponse:
    """Every page worth finding, streamed: flat memory however large the catalogue."""
    return StreamingHttpResponse(_sitemap_lines(), content_type="application/xml; charset=utf-8")


def _sitemap_lines() -> Iterable[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for path in _static_paths():
        yield f"<url><loc>{escape(settings.PUBLIC_URL + path)}</loc></url>\n"
    for slug, changed_at in catalog.slugs_for_sitemap(channel=visitor.CHANNEL):
        path = reverse("storefront:product", args=[slug])
        yield f"<url><loc>{escape(settings.PUBLIC_URL + path)}</loc><lastmod>{changed_at:%Y-%m-%d}</lastmod></url>\n"
    yield "</urlset>\n"


def _static_paths() -> Iterable[str]:
    yield reverse("storefront:home")
    yield reverse("storefront:shops")
    yield reverse("storefront:delivery")
    for place in visitor.collection_places():
        yield reverse("storefront:shop", args=[place.code])


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
