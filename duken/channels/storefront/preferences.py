"""Small choices a browser remembers: theme, my shop."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from duken.channels.looks import THEMES
from duken.channels.storefront import visitor

_YEAR = 365 * 24 * 3600


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(back(request))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie("theme", chosen, max_age=_YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


@require_POST
def choose_shop(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(back(request))
    code = request.POST.get("shop", "")
    if any(place.code == code for place in visitor.collection_places()):
        visitor.keep_my_shop(response, code)
    return response


def back(request: HttpRequest) -> str:
    """Where the form asks to return to, if that is a page of ours; else home."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours and wanted.startswith("/") else reverse("storefront:home")
