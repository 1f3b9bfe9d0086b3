"""Own writes: whoever has changed something sees it at the next look, though replicas may be a moment behind.

A place in the log travels with the visitor: in the cookie `seen` of a browser, in `X-Duken-LSN` of a machine. A browser
without one has written nothing lately. A machine that sends none is answered by the primary, always: it may not know of
the header; `0` says "a second old will do".
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse

from duken.channels.may_be_old import SEEN
from duken.kernel import replicas

COOKIE, HEADER = "seen", "X-Duken-LSN"
COOKIE_SECONDS = 60  # by then every replica that may answer has replayed it
_API = "/api/"
_READ = ("GET", "HEAD", "OPTIONS")


def own_writes(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, only where there are replicas."""

    def answer(request: HttpRequest) -> HttpResponse:
        is_machine = request.path_info.startswith(_API)
        told = request.headers.get(HEADER, "") if is_machine else request.COOKIES.get(COOKIE, "0")
        setattr(request, SEEN, _place(told))
        response = get_response(request)
        if _may_have_written(request, response) and (place := _place_now()):
            response[HEADER] = place
            if not is_machine:
                response.set_cookie(COOKIE, place, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax")
        return response

    return answer


def _place(told: str) -> int | None:
    """What a visitor says it knows. Nonsense is no place, and then the primary answers."""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 20 else None


def _may_have_written(request: HttpRequest, response: HttpResponse) -> bool:
    """A form or a call has; so has what sends one elsewhere (the way back from a payment)."""
    return request.method not in _READ or response.status_code in (301, 302, 303, 307)


def _place_now() -> str:
    try:
        return str(replicas.place_in_log())
    except Error:
        return ""
