"""Pages that only say something, and what is shown when something is missing or broken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import loader

from duken.channels.storefront.frame import show


def about(request: HttpRequest) -> HttpResponse:
    return show(request, "storefront/about.html", is_indexed=True)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, "storefront/404.html", status=404)


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: open for too long, or sent from elsewhere."""
    return show(request, "storefront/too_old.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours failed: a page that needs neither database nor session."""
    return HttpResponse(loader.render_to_string("duken/500.html", {"html_language": "en"}), status=500)
