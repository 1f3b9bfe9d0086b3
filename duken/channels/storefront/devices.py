"""Where I am signed in, and with what: devices that can be signed out, passkeys that can be taken away."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.internal.flows.sessions import end_other_sessions, end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from duken.access.shoppers import works_here
from duken.channels.storefront import visitor
from duken.channels.storefront.frame import show

_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("YaBrowser/", "Yandex"), ("Firefox/", "Firefox"),
             ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS X", "Mac"), ("Linux", "Linux"))  # fmt: skip


@never_cache
def devices(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("storefront:sign_in"))
    UserSession.objects.create_from_request(request)  # also who came in by another door, as staff do
    found = UserSession.objects.purge_and_list(request.user)
    here = request.session.session_key
    return show(
        request,
        "storefront/devices.html",
        devices=sorted(
            ({"session": one, "name": named(one.user_agent), "is_here": one.session_key == here} for one in found),
            key=lambda one: (not one["is_here"], -one["session"].last_seen_at.timestamp()),
        ),
        timezone=_timezone(request),
        works_here=works_here(request.user),
        passkeys=Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN).order_by("pk"),
    )


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Sign one device out, or all others."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("storefront:sign_in"))
    chosen = request.POST.get("device", "")
    if chosen.isdecimal() and len(chosen) < 19:
        end_sessions(request, list(UserSession.objects.filter(user_id=request.user.pk, pk=int(chosen))))
    elif chosen == "others":
        end_other_sessions(request, request.user)
    messages.success(request, gettext("Signed out there."))
    return HttpResponseRedirect(reverse("storefront:devices"))


def _timezone(request: HttpRequest) -> str:
    """The clock of the shop they chose, else of the first there is."""
    place = visitor.my_shop(request) or next(iter(visitor.collection_places()), None)
    return place.timezone if place else "UTC"


def named(user_agent: str) -> str:
    """Chrome, Windows: as people call it. Browsers name all their ancestors, the youngest first in this list."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return ", ".join(filter(None, (browser, system))) or str(_("Another device"))
