"""Where I am signed in, and with what: devices that can be signed out, passkeys that can be taken away."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.internal.flows.sessions import end_other_sessions, end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from duken.access.shoppers import works_here
from duken.channels.called_device import called_device
from duken.channels.storefront import visitor
from duken.channels.storefront.frame import show


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
            (
                {
                    "session": one,
                    "name": called_device(one.user_agent) or gettext("Another device"),
                    "is_here": one.session_key == here,
                }
                for one in found
            ),
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
