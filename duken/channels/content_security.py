"""The browser is told what a page of ours may load: own files only, nothing written inside the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# django-unfold (settings) brings inline parts of its own.
_WITH_INLINE_PARTS = ("/admin/",)
_FORMS_ALSO_TO = "_forms_also_to"
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d+)?")


def let_forms_lead_to(response: HttpResponse, origins: Sequence[str]) -> None:
    """A form of this page may end there: browsers judge the redirect after a form, too."""
    assert all(_ORIGIN.fullmatch(origin) for origin in origins), "an origin is https://host[:port]"
    setattr(response, _FORMS_ALSO_TO, tuple(origins))


def content_security(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: add Content-Security-Policy and its neighbours to every page."""
    live = settings.LIVE_URL
    strict = "; ".join(
        [
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            f"connect-src 'self' {live}",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",  # the last one: a page may add the payment pages it leads to
        ]
    )
    loose = strict.replace("script-src 'self'", "script-src 'self' 'unsafe-inline' 'unsafe-eval'").replace(
        "style-src 'self'", "style-src 'self' 'unsafe-inline'"
    )

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Content-Security-Policy" not in response:
            policy = loose if request.path.startswith(_WITH_INLINE_PARTS) else strict
            also = getattr(response, _FORMS_ALSO_TO, ())
            response["Content-Security-Policy"] = " ".join([policy, *also])
        response.setdefault("Referrer-Policy", "same-origin")
        response.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()")
        return response

    return answer
