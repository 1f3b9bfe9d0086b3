"""What one person sets for themselves: store at work, language, appearance, password."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from duken.channels.backoffice.desk import STORE_KEY, Desk
from duken.channels.backoffice.door import back, behind_door, done
from duken.channels.backoffice.frame import show
from duken.channels.looks import THEMES

_YEAR = 365 * 24 * 3600


class LooksForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(
        label=_("Appearance"),
        choices=[("", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))],
        required=False,
    )


@behind_door()
def profile(request: HttpRequest, desk: Desk) -> HttpResponse:
    first = {"name": desk.user.first_name, "language": desk.language, "theme": request.COOKIES.get("theme", "")}
    looks = LooksForm(request.POST if "looks" in request.POST else None, initial=first)
    password = PasswordChangeForm(desk.user, request.POST if "password" in request.POST else None)
    if looks.is_bound and looks.is_valid():
        return _keep_looks(request, desk, looks.cleaned_data)
    if password.is_bound and password.is_valid():
        password.save()
        update_session_auth_hash(request, password.user)
        return done(request, gettext("The password is changed."), reverse("office:profile"))
    is_wrong = looks.is_bound or password.is_bound
    return show(request, desk, "office/profile.html", looks=looks, password=password, status=422 if is_wrong else 200)


profile = sensitive_post_parameters("old_password", "new_password1", "new_password2")(profile)


@require_POST
@behind_door()
def choose_store(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Work in one store, or (empty) in all one may see."""
    wanted = request.POST.get("store", "")
    if wanted and wanted in {str(place.id) for place in desk.stores}:
        request.session[STORE_KEY] = wanted
    else:
        request.session.pop(STORE_KEY, None)
    return HttpResponseRedirect(back(request), status=303)


def _keep_looks(request: HttpRequest, desk: Desk, chosen: dict[str, str]) -> HttpResponse:
    user = desk.user
    user.first_name, user.language = chosen["name"], chosen["language"]
    user.save(update_fields=["first_name", "language"])
    translation.activate(chosen["language"])
    response = done(request, gettext("Saved."), reverse("office:profile"))
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen["language"], max_age=_YEAR, samesite="Lax")
    if chosen["theme"] in THEMES:
        response.set_cookie("theme", chosen["theme"], max_age=_YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
