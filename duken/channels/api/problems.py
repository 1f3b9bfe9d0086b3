"""Problems: every refusal as RFC 9457 problem+json. Kinds become status codes here and nowhere else."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from duken.channels import texts
from duken.kernel.refusals import Refusal

KINDS = {"invalid": 422, "missing": 404, "forbidden": 403, "conflict": 409, "busy": 503}
CODES = {
    "access.key_refused": 401,
    "api.key_needed": 401,
    "api.malformed_body": 400,
    "api.bad_cursor": 400,
    "kernel.bad_cursor": 400,
    "api.idempotency_key_needed": 400,
    "api.bad_idempotency_key": 400,
    "api.method_not_allowed": 405,
    "api.body_too_large": 413,
    "api.too_many_requests": 429,
    "access.too_many_attempts": 429,
    "fulfilment.too_many_wrong_codes": 429,
}
RETRY_SECONDS = 1
_encoder = msgspec.json.Encoder(enc_hook=str, order="deterministic")


def status_of(refusal: Refusal) -> int:
    return CODES.get(refusal.code) or KINDS[refusal.kind]


def problem(refusal: Refusal, request: HttpRequest) -> HttpResponse:
    """The refusal told in the language of the request, its code and facts beside it for machines."""
    status = status_of(refusal)
    with translation.override(language_of(request)):
        told = {
            "type": f"urn:duken:problem:{refusal.code}",
            "title": texts.title(refusal),
            "status": status,
            "detail": texts.detail(refusal),
            "code": refusal.code,
            "facts": refusal.facts,
        }
    response = _respond(told, status, request)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="duken"'
    if status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS):
        response["Retry-After"] = str(_retry_after(refusal))
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = refusal.facts["allowed"]
    return response


def fault(request: HttpRequest) -> HttpResponse:
    """A bug of ours: the reader gets the id under which the log has it, and nothing else."""
    told = {"type": "about:blank", "title": "Internal Server Error", "status": 500, "code": "api.fault"}
    return _respond(told, 500, request)


def language_of(request: HttpRequest) -> str:
    """The best of Accept-Language that we speak."""
    if "HTTP_ACCEPT_LANGUAGE" not in request.META:
        return settings.LANGUAGE_CODE
    return translation.get_language_from_request(request)


def _retry_after(refusal: Refusal) -> int:
    """Seconds; a pause after wrong codes is told in minutes."""
    minutes = refusal.facts.get("minutes", 0)
    return int(refusal.facts.get("retry_after", minutes * 60 or RETRY_SECONDS))


def _respond(told: dict[str, object], status: int, request: HttpRequest) -> HttpResponse:
    told["instance"] = request.path
    told["request"] = structlog.contextvars.get_contextvars().get("request", "")
    return HttpResponse(_encoder.encode(told), status=status, content_type="application/problem+json")
