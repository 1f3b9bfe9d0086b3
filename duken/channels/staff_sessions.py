"""Sessions of people who work here end: some time after the last page, and at the latest after a working day."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from duken.kernel import clock

BEGAN, SEEN = "staff_began", "staff_seen"
WORKDAY_SECONDS = 14 * 3600
_NOTE_EVERY_SECONDS = 60
_DOORS = ("/office/", "/store/", "/admin/")


def begin(request: HttpRequest) -> None:
    """From now on this session is somebody's who works here."""
    request.session[BEGAN] = request.session[SEEN] = _now()
    request.session.set_expiry(WORKDAY_SECONDS)


def staff_sessions(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, after authentication: who comes too late is signed out, and led to the door by the page."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(_DOORS) and settings.SESSION_COOKIE_NAME in request.COOKIES:
            _end_or_note(request)
        return get_response(request)

    return answer


def _end_or_note(request: HttpRequest) -> None:
    began = request.session.get(BEGAN)
    if began is None:
        return
    now, seen = _now(), request.session.get(SEEN, began)
    if now - began >= WORKDAY_SECONDS or now - seen >= settings.STAFF_IDLE_SECONDS:
        logout(request)
    elif now - seen >= _NOTE_EVERY_SECONDS:
        request.session[SEEN] = now


def _now() -> int:
    return int(clock.now().timestamp())
