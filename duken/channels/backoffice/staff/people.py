"""Staff: who works here, what they may do and where."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from duken.access.errors import UserMissing
from duken.access.keys import list_keys
from duken.access.leave import resume_work, stop_work
from duken.access.scopes import ROLES
from duken.access.staff import StaffRead, create_staff, list_staff, set_password, set_roles
from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.frame import show
from duken.channels.texts import sentence
from duken.kernel import secrets
from duken.kernel.refusals import Conflict, Invalid, InvalidField
from duken.stores import reads as stores

Roles = list[tuple[str, UUID | None]]


class PersonForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "off"}))
    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    password = forms.CharField(
        label=_("First password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )


@behind_door("access.manage")
def staff(request: HttpRequest, desk: Desk) -> HttpResponse:
    people = list_staff(by=desk.by)
    return show(
        request,
        desk,
        "office/staff.html",
        people=[{"person": one, "roles": _named(one, desk)} for one in people],
        keys=[(key, words.scope_words(key.scopes)) for key in list_keys(by=desk.by)]
        if desk.may("access.keys")
        else None,
        new_key=_new_key(request),
    )


@sensitive_post_parameters("password")
@behind_door("access.manage")
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            roles = read_roles(request)
            create_staff(said["email"], password=said["password"], roles=roles, name=said["name"], by=desk.anywhere)
            return done(request, gettext("They can sign in now."), reverse("office:staff"))
        except (Invalid, Conflict) as refusal:
            form.add_error(None, sentence(refusal, {"password": _("First password")}))
    context = _roles_shown(desk, read_roles(request, strict=False) if request.method == "POST" else [])
    status = 422 if form.is_bound else 200
    return show(request, desk, "office/staff_new.html", form=form, status=status, **context)


@sensitive_post_parameters("password")
@behind_door("access.manage")
def person(request: HttpRequest, desk: Desk, user_id: UUID) -> HttpResponse:
    found = _person(user_id, desk)
    if request.method == "POST":
        if "roles" in request.POST:
            roles = read_roles(request)
            if found.id == desk.user.pk and ("owner", None) not in roles:
                raise InvalidField("roles", gettext("you cannot take your own keys away"))
            set_roles(found.email, roles=roles, by=desk.anywhere)
            if found.id == desk.user.pk:  # their sessions end, but for this one
                desk.user.refresh_from_db()
                update_session_auth_hash(request, desk.user)
            return done(request, gettext("The roles are set."), reverse("office:person", args=[user_id]))
        set_password(found.email, password=request.POST.get("password", ""), by=desk.anywhere)
        return done(request, gettext("The password is set."), reverse("office:person", args=[user_id]))
    return show(request, desk, "office/person.html", person=found, **_roles_shown(desk, found.roles))


@require_POST
@behind_door("access.manage")
def leave(request: HttpRequest, desk: Desk, user_id: UUID) -> HttpResponse:
    found = _person(user_id, desk)
    if found.id == desk.user.pk:
        raise InvalidField("email", gettext("you cannot close the door for yourself"))
    if "resume" in request.POST:
        resume_work(found.email, by=desk.anywhere)
        return done(request, gettext("They can sign in again."))
    stop_work(found.email, by=desk.anywhere)
    return done(request, gettext("They can sign in no more."))


def read_roles(request: HttpRequest, *, strict: bool = True) -> Roles:
    """Rows of role and place. Raises InvalidField for an unknown place, or when there is no role at all."""
    known = {str(place.id): place.id for place in stores.locations()}
    roles: Roles = []
    for role, place in zip(request.POST.getlist("role"), request.POST.getlist("place"), strict=False):
        if role and place and place not in known:
            raise InvalidField("place", "empty", place)
        if role:
            roles.append((role, known[place] if place else None))
    roles = list(dict.fromkeys(roles))
    if strict and not roles:
        raise InvalidField("roles", "empty")
    return roles


def _new_key(request: HttpRequest) -> dict[str, str] | None:
    """The key just made, shown this once; sessions lie in the database, so it waited there sealed."""
    made = request.session.pop("office_new_key", None)
    return made and made | {"secret": secrets.open_(made["secret"])}


def _person(user_id: UUID, desk: Desk) -> StaffRead:
    found = next((one for one in list_staff(by=desk.by) if one.id == user_id), None)
    if found is None:
        raise UserMissing(str(user_id))
    return found


def _roles_shown(desk: Desk, held: Roles) -> dict[str, Any]:
    return {
        "held": [*((role, str(place) if place else "") for role, place in held), ("", "")],
        "roles": [(code, words.word(words.ROLES, code)) for code in ROLES],
        "places": [(str(place.id), place.called(desk.language)) for place in stores.locations()],
        "meanings": [(words.word(words.ROLES, code), words.scope_words(scopes)) for code, scopes in ROLES.items()],
    }


def _named(one: StaffRead, desk: Desk) -> list[str]:
    return [
        f"{words.word(words.ROLES, role)} ({words.place_name(place, desk.language)})"
        if place
        else words.word(words.ROLES, role)
        for role, place in one.roles
    ]
