"""When each device of somebody signed in was here last: so that they know their devices apart.

Written down to a few minutes, by whichever process notices; a page never waits long for it, nor fails by it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.db import Error
from django.http import HttpRequest, HttpResponse

from duken.kernel import clock

EVERY = timedelta(minutes=10)
_MOST = 50_000
_noticed: dict[str, float] = {}  # session -> when this process wrote it down last


def last_seen(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, after authentication. Of whom no page has asked who they are, nothing is asked here either."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        user = getattr(request, "_cached_user", None)
        if user is not None and user.is_authenticated and (key := request.session.session_key):
            _note(key)
        return response

    return answer


def _note(key: str) -> None:
    now = time.monotonic()
    if now - _noticed.get(key, float("-inf")) < EVERY.total_seconds():
        return
    if len(_noticed) >= _MOST:
        _noticed.clear()
    _noticed[key] = now
    here = clock.now()
    try:
        UserSession.objects.filter(session_key=key, last_seen_at__lt=here - EVERY).update(last_seen_at=here)
    except Error:
        return  # no room, or no database just now: the next page tells
