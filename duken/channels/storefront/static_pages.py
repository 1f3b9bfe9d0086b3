"""Pages that only say something, and what is shown when something is missing or broken."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.template import loader

from duken.channels.storefront.frame import show
from duken.kernel.database_trouble import StorageFull, refusal_for
from duken.kernel.refusals import Busy


def about(request: HttpRequest) -> HttpResponse:
    return show(request, "storefront/about.html", is_indexed=True)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, "storefront/404.html", status=404)


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: open for too long, or sent from elsewhere."""
    return show(request, "storefront/too_old.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours failed: a page that needs neither database nor session. What passes by itself is no fault."""
    if refusal := refusal_for(sys.exception()):
        return not_now(request, refusal)
    return HttpResponse(loader.render_to_string("duken/500.html", {"html_language": "en"}), status=500)


def not_now(request: HttpRequest, refusal: Busy) -> HttpResponse:
    """Nothing was done, and it may be tried again: in words that need neither database nor session."""
    told = {"html_language": "en", "is_full": isinstance(refusal, StorageFull)}
    answer = HttpResponse(loader.render_to_string("duken/503.html", told), status=503)
    answer["Retry-After"] = "5"
    return answer
