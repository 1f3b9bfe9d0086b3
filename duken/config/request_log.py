"""Request log: each request has an id that appears in its answer and in every line logged for it.

A line names the route ("orders/<id>/"), never the address with its ids and queries: nothing personal is logged.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from duken.config import figures
from duken.config.lean import structlog
from duken.kernel import ids, request_ids, tracing

SLOW_SECONDS = 1.0
_GIVEN_ID = re.compile(r"[A-Za-z0-9_.-]{8,64}")
_log = structlog.get_logger("duken.request")


def request_log(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, outermost: id, figures, and a line for what was slow or failed (all, with DUKEN_LOG_REQUESTS=1)."""

    def answer(request: HttpRequest) -> HttpResponse:
        request_id = _id_of(request)
        structlog.contextvars.clear_contextvars()
        with request_ids.working_for(request_id):
            response = _answered(get_response, request)
        response["X-Request-Id"] = request_id
        return response

    return answer


def _answered(get_response: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponse:
    began = time.perf_counter()
    with tracing.span("request", traceparent=request.META.get("HTTP_TRACEPARENT", "")) as span:
        response = get_response(request)
        _tell(span, request, response)
    _note(request, response, time.perf_counter() - began)
    return response


def _tell(span: Any, request: HttpRequest, response: HttpResponse) -> None:
    """A span says what its request was once that is known."""
    if span:
        route = request.resolver_match.route if request.resolver_match else "(none)"
        span.update_name(f"{request.method if request.method in _METHODS else 'other'} {route}")
        span.set_attribute("http.status_code", response.status_code)


def _note(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    route = request.resolver_match.route if request.resolver_match else "(none)"
    method = request.method if request.method in _METHODS else "other"
    figures.REQUESTS.labels(method, route, str(response.status_code)).inc()
    figures.SECONDS.labels(method, route).observe(seconds)
    failed = response.status_code >= 500 and route != "readyz"  # it is asked often, and answers in its own words
    if settings.LOG_REQUESTS or failed or seconds >= SLOW_SECONDS:
        _log.info(
            "answered", method=method, route=route, status=response.status_code, milliseconds=round(seconds * 1000, 1)
        )


def _id_of(request: HttpRequest) -> str:
    """The id a proxy gave, if it looks like one; else our own."""
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    return given if _GIVEN_ID.fullmatch(given) else ids.new_id().hex


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
