"""Keys of machines: made, shown once, revoked."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.access.keys import create_key, revoke_key
from duken.access.scopes import SCOPES
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.frame import show
from duken.channels.backoffice.words import scope_words
from duken.kernel import clock, secrets
from duken.kernel.refusals import InvalidField
from duken.stores import reads as stores

EXPIRES = {"": None, "30": 30, "90": 90, "365": 365}


@behind_door("access.keys", labels={"name": _("What uses it")})
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method != "POST":
        return show(request, desk, "office/key_new.html", scopes=scope_words(SCOPES), places=stores.locations())
    name = " ".join(request.POST.get("name", "").split())[:100]
    scopes = request.POST.getlist("scope")
    if not name:
        raise InvalidField("name", "empty")
    if not scopes:
        raise InvalidField("scopes", "empty")
    days = EXPIRES.get(request.POST.get("expires", ""))
    known = {str(place.id): place.id for place in stores.locations()}
    places = [known[place] for place in request.POST.getlist("place") if place in known]
    made = create_key(
        name,
        scopes=scopes,
        stores=places or None,
        expires_at=clock.now() + timedelta(days=days) if days else None,
        by=desk.anywhere,
    )
    request.session["office_new_key"] = {
        "name": name,
        "secret": secrets.seal(made.secret),
    }  # shown by the next page, then gone
    return HttpResponseRedirect(reverse("office:staff"), status=303)


@require_POST
@behind_door("access.keys")
def revoke(request: HttpRequest, desk: Desk, prefix: str) -> HttpResponse:
    now = revoke_key(prefix, by=desk.by)
    return done(request, gettext("The key opens nothing any more.") if now else gettext("It was revoked before."))
