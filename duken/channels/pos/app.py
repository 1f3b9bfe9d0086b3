"""The till's app: one page and its files. Nothing personal, no log-in: the key lies on the device, after enrolment."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from duken.channels.pos import built

_FOR_EVER = "max-age=31536000, public, immutable"
# A receipt printer and a card terminal are reached over a program on the same machine, whatever its port.
_OWN_MACHINE = "http://127.0.0.1:* http://localhost:*"
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",  # reading codes with the camera
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        f"connect-src 'self' {_OWN_MACHINE}",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)


@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The page everything begins with; a device keeps it and opens it without us."""
    found = built.file(built.SHELL)
    if found is None:
        response = render(request, "duken/till_not_built.html", status=503)
        response["Retry-After"] = "10"
        response["Cache-Control"] = "no-store"
        return response
    return _answer(request, found, "no-cache")


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponse:
    """Files whose names say what is in them are kept for ever; the others are asked after each time."""
    found = built.file(name)
    if found is None or name == built.SHELL:
        return HttpResponseNotFound()  # bare: only programs ask for it
    return _answer(request, found, _FOR_EVER if name.startswith("assets/") else "no-cache")


def _answer(request: HttpRequest, found: built.File, cached: str) -> HttpResponse:
    if request.headers.get("If-None-Match", "").removeprefix("W/") == found.etag:
        response = HttpResponse(status=304)
    elif found.gzipped and "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(found.gzipped, content_type=found.content_type, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(found.content, content_type=found.content_type)
    patch_vary_headers(response, ["Accept-Encoding"])
    response["Cache-Control"] = cached
    response["ETag"] = found.etag
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response
