"""Health: may traffic be sent here? For load balancers, `duken up`, and metrics collectors."""

from __future__ import annotations

import os
from secrets import compare_digest

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse

from duken.config import migrated
from duken.config.start_up import OPENING
from duken.kernel import sql

_seen_migrated = False


def healthz(request: HttpRequest) -> HttpResponse:
    """200 when this process can serve: the database answers and has the tables this code needs."""
    if not _seen_migrated and (settings.DUKEN_HOME / OPENING).exists():
        return JsonResponse({"ok": False, "opening": True}, status=503)
    try:
        missing = _missing_migrations()
    except DatabaseError:
        return JsonResponse({"ok": False, "database": "does not answer"}, status=503)
    if missing:
        return JsonResponse({"ok": False, "migrations_missing": missing[:20]}, status=503)
    return JsonResponse({"ok": True})


def readyz(request: HttpRequest) -> HttpResponse:
    """200 when this process is up at all, whatever the database does."""
    return JsonResponse({"ok": True})


def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus: to this machine, or to whoever brings DUKEN_METRICS_TOKEN."""
    if not _may_see_metrics(request):
        return HttpResponseForbidden("Set DUKEN_METRICS_TOKEN and send it as a bearer token.\n")
    from duken.config.figures import CONTENT_TYPE, written

    return HttpResponse(written(), content_type=CONTENT_TYPE)


def _missing_migrations() -> list[str]:
    """Asked until the answer is "none"; after that only whether the database answers."""
    global _seen_migrated
    if _seen_migrated:
        sql.rows("SELECT 1")
        return []
    missing = migrated.missing_here()
    _seen_migrated = not missing
    return missing


def _may_see_metrics(request: HttpRequest) -> bool:
    token = os.environ.get("DUKEN_METRICS_TOKEN")
    if token:
        return compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return not forwarded and request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}
