"""The door: every page of the office is a view behind `@behind_door`, which says who may see it.

A stranger is sent to sign in. What a role does not hold is refused here, and once more in the verb.
A refusal of a verb becomes a page (GET), a notice on the page one came from (form), or a toast (htmx).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from duken.channels.backoffice.desk import Desk, desk_of
from duken.channels.backoffice.frame import show
from duken.channels.field_words import Labels
from duken.channels.texts import sentence
from duken.kernel.actor import ScopeMissing
from duken.kernel.refusals import Refusal

STATUS = {"invalid": 422, "missing": 404, "forbidden": 403, "conflict": 409, "busy": 503}
View = Callable[..., HttpResponse]


def behind_door(*scopes: str, labels: Labels | None = None) -> Callable[[View], View]:
    """The view gets (request, desk, …). Any one of `scopes` opens it; none named: every member of staff.

    `labels`: what its form calls fields that are called otherwise elsewhere (field_words.py).
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            desk = desk_of(request)
            if desk is None:
                return _to_sign_in(request)
            try:
                if scopes and not any(desk.may(scope) for scope in scopes):
                    raise ScopeMissing(scopes[0])
                response = view(request, desk, *args, **kwargs)
            except Refusal as refusal:
                response = refused(request, desk, refusal, labels)
            response.setdefault("Cache-Control", "no-store, private")  # names and phones stay out of every cache
            return response

        answer.scopes = scopes  # type: ignore[attr-defined]
        return answer

    return wrap


def refused(request: HttpRequest, desk: Desk, refusal: Refusal, labels: Labels | None = None) -> HttpResponse:
    """A refusal, told in the way the page was asked for."""
    status = STATUS[refusal.kind]
    words = sentence(refusal, labels)
    if request.headers.get("HX-Request"):
        return toast(HttpResponse(status=status), words)
    if request.method == "POST" and refusal.kind in ("invalid", "conflict", "busy"):
        messages.error(request, words)
        return HttpResponseRedirect(back(request), status=303)
    return show(request, desk, "office/refused.html", status=status, refusal=refusal, words=words, code=status)


def toast(response: HttpResponse, words: str) -> HttpResponse:
    """Have the page show a short message."""
    response["HX-Trigger"] = json.dumps({"toast": words})
    return response


def done(request: HttpRequest, words: str, address: str = "") -> HttpResponse:
    """After a form: say what was done, on the page one came from or on `address`."""
    messages.success(request, words)
    return HttpResponseRedirect(address or back(request), status=303)


def back(request: HttpRequest) -> str:
    """The page of the office a form came from."""
    wanted = request.POST.get("next") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return reverse("office:dashboard")
    parts = urlsplit(wanted)
    address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return address if address.startswith("/") else reverse("office:dashboard")


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = f"{reverse('office:sign_in')}?{urlencode({'next': request.get_full_path()})}"
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = reverse("office:sign_in")
        return response
    return HttpResponseRedirect(address)
