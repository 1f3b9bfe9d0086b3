"""Health: is this process alive, may traffic be sent here, and what has it counted? For machines that watch."""

from __future__ import annotations

import os
from ipaddress import ip_address
from secrets import compare_digest

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse

from duken.config import draining, migrated
from duken.config.start_up import OPENING
from duken.kernel import sql

OK = "ok"
_seen_migrated = False


def healthz(request: HttpRequest) -> HttpResponse:
    """200 while this process lives, whatever the database does: restarting us would not mend that."""
    return JsonResponse({"ok": True})


def readyz(request: HttpRequest) -> HttpResponse:
    """200 when traffic may be sent here, else 503; `checks` says "ok" or what is wrong, for each."""
    checks = {"stopping": _stopping(), "opening": _opening(), **_database()}
    is_ok = all(said == OK for said in checks.values())
    return JsonResponse({"ok": is_ok, "checks": checks}, status=200 if is_ok else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus: to whoever brings DUKEN_METRICS_TOKEN; without one, to this machine only."""
    if not _may_see_metrics(request):
        return HttpResponseForbidden("Set DUKEN_METRICS_TOKEN and send it as a bearer token.\n")
    from duken.config.figures import CONTENT_TYPE, written

    return HttpResponse(written(), content_type=CONTENT_TYPE)


def _stopping() -> str:
    return "this process is about to stop" if draining.is_stopping() else OK


def _opening() -> str:
    is_opening = not _seen_migrated and (settings.DUKEN_HOME / OPENING).exists()
    return "the first shop is being made" if is_opening else OK


def _database() -> dict[str, str]:
    """The database answers, and has the tables this code needs."""
    try:
        missing = _missing_migrations()
    except DatabaseError:
        return {"database": "does not answer", "migrations": "not known"}
    return {"database": OK, "migrations": f"missing: {', '.join(missing[:20])}" if missing else OK}


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
    return _is_from_here(request)


def _is_from_here(request: HttpRequest) -> bool:
    """Behind a proxy everybody seems to come from this machine, so there nobody does."""
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    if forwarded or settings.SECURE_PROXY_SSL_HEADER or settings.PUBLIC_URL.startswith("https://"):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
