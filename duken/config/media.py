"""Media: pictures out of DUKEN_HOME. On a busy server let the proxy or an object store do it (MEDIA_URL)."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotFound
from django.views.static import serve


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file. It can never run as a page of ours, whatever was uploaded."""
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (SuspiciousFileOperation, Http404):
        return HttpResponseNotFound()  # bare: a missing picture is not worth a page
    response["Cache-Control"] = "public, max-age=86400"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
