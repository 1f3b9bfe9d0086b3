"""The API's own way in: past sessions, cookies and pages, straight to the operation. Also HEAD, OPTIONS and ETag."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import structlog
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve

from duken.channels.api.answers import tag
from duken.channels.api.errors import MethodNotAllowed, NoSuchAddress
from duken.channels.api.problems import fault, problem
from duken.kernel.database_trouble import refusal_for
from duken.kernel.refusals import Refusal

_log = structlog.get_logger("duken.api")
_FOLDER = "/api/"
_READ = ("GET", "HEAD")


def api_door(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an address of the API is answered here; everything after us in the list is for people's pages."""

    def answer_request(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(_FOLDER):
            return get_response(request)
        try:
            return _finished(request, _answered(request))
        except Refusal as refusal:
            return _in_one_piece(problem(refusal, request))
        except Exception as trouble:
            return _in_one_piece(_told(request, trouble))

    return answer_request


def _told(request: HttpRequest, trouble: Exception) -> HttpResponse:
    """The database is away or full, or a lock was waited for too long: not now. Anything else is a fault of ours."""
    if refusal := refusal_for(trouble):
        _log.warning("database", refusal=refusal.code, sqlstate=getattr(trouble.__cause__, "sqlstate", None))
        return problem(refusal, request)
    _log.exception("fault")
    return fault(request)


_resolved = lru_cache(maxsize=2000)(resolve)  # the same addresses are asked for all day
STRAIGHT: dict[tuple[str | None, str], Callable[[HttpRequest], HttpResponse]] = {}  # operations too hot for any detour
# The same by an address but its end, which is handed over: one of a folder.
STRAIGHT_ONE: dict[tuple[str | None, str], Callable[[HttpRequest, str], HttpResponse]] = {}


def _answered(request: HttpRequest) -> HttpResponse:
    if "\x00" in request.path_info:
        raise NoSuchAddress
    asked = request.method
    try:
        folder, _, last = request.path_info.rpartition("/")
        if last and (one := STRAIGHT_ONE.get((asked, folder))):
            request.resolver_match = _resolved(f"{folder}/x")  # any one of them tells the route
            return one(request, last)
        match = _resolved(request.path_info)
        request.resolver_match = match
        if asked == "HEAD":
            request.method = "GET"
        if straight := STRAIGHT.get((request.method, request.path_info)):
            return straight(request)
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    except Http404:
        raise NoSuchAddress from None
    request.method = asked
    return response


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code == 405:
        return _not_allowed(request, response)
    if request.method in _READ and response.status_code == 200 and not response.streaming:
        _tag(request, response)
    _in_one_piece(response)
    if request.method == "HEAD" and not response.streaming:
        response.content = b""
    return response


def _in_one_piece(response: HttpResponse) -> HttpResponse:
    """With its length known an answer goes out whole, not in chunks."""
    if not response.streaming:
        response["Content-Length"] = str(len(response.content))
    return response


def _tag(request: HttpRequest, response: HttpResponse) -> None:
    """The reader who has this very answer already is told so, and spared the bytes."""
    if "ETag" not in response:
        response["ETag"] = tag(response.content)
    response.setdefault("Cache-Control", "private, no-cache")
    response.setdefault("Vary", "Authorization, Accept-Language")
    if response["ETag"] in request.META.get("HTTP_IF_NONE_MATCH", ""):
        response.status_code = 304
        response.content = b""
        del response["Content-Type"]


def _not_allowed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    methods = {method.strip() for method in response.get("Allow", "GET").split(",")}
    allowed = ", ".join(sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())))
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": allowed})
    raise MethodNotAllowed(allowed)
