"""A password, for who wants one: another way in beside codes and passkeys, never the only one.

Whoever showed lately that it is they, by a code, a passkey or the password itself, sets a new one or takes it away.
So a forgotten password needs no way of its own: a code proves as much as it ever did.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.forms import ReauthenticateForm, SetPasswordForm
from allauth.account.internal.flows.login import get_authentication_records, perform_password_login
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.models import Login
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django import forms
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from duken.access import attempts
from duken.access.attempts import TooManyAttempts
from duken.access.models import User
from duken.access.shoppers import shopper_knowing, works_here
from duken.channels.client_address import client_address
from duken.channels.storefront.basket_cookie import take_along
from duken.channels.storefront.contact_form import ContactForm
from duken.channels.storefront.frame import show
from duken.channels.storefront.tell_change import tell_change
from duken.channels.texts import sentence
from duken.kernel import clock

LATELY = timedelta(minutes=15)
_PROOFS = ("code", "mfa", "password")  # as allauth calls a code, a passkey, a password
_LONGEST = 200


def _typed(label: Any, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=_LONGEST, widget=widget)


class NewPasswordForm(SetPasswordForm):
    """allauth's, with one field: who mistypes it comes in by a code and sets another."""

    password2 = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password1"]
        field.label = gettext("New password")
        field.help_text = gettext("Ten characters or more: a few words in a row are easy to keep in mind.")
        field.widget.attrs = {"autocomplete": "new-password", "maxlength": _LONGEST}


class PresentPasswordForm(ReauthenticateForm):
    """allauth's: type the password once more."""

    password = _typed(_("Password"), "current-password")

    def clean_password(self) -> str:
        known = str(self.cleaned_data["password"])
        if not self.user.check_password(known):
            raise forms.ValidationError(gettext("This is not your password. A code works too."))
        return known


class PasswordSignInForm(ContactForm):
    password = _typed(_("Password"), "current-password")


@never_cache
@sensitive_post_parameters("password1")
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """Set it, change it. Before that: show that it is you."""
    user = _shopper(request)
    if not _showed_lately(request, user):
        return _page(request, user, form=PresentPasswordForm(user=user), is_shown=False)
    form = NewPasswordForm(user, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, user, form=form, is_shown=True, status=422 if form.errors else 200)
    had_one = user.has_usable_password()
    form.save()
    _after_change(request, user, "changed" if had_one else "set")
    messages.success(request, gettext("Your password is set. Other devices were signed out."))
    return HttpResponseRedirect(reverse("storefront:devices"))


@require_POST
@login_required
def remove(request: HttpRequest) -> HttpResponse:
    """No password any more: codes and passkeys stay."""
    user = _shopper(request)
    if not _showed_lately(request, user):
        return HttpResponseRedirect(reverse("storefront:password"))
    if user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])
        _after_change(request, user, "removed")
        messages.success(request, gettext("The password signs nobody in any more."))
    return HttpResponseRedirect(reverse("storefront:devices"))


@never_cache
@require_POST
@sensitive_post_parameters("password")
@login_required
def show_by_password(request: HttpRequest) -> HttpResponse:
    """It is me: I know the password."""
    user = _shopper(request)
    whose = {"person": _contact(user), "address": client_address(request)}
    form = PresentPasswordForm(request.POST, user=user)
    try:
        attempts.attempt("shopper_password", **whose)
    except TooManyAttempts as refusal:
        form.add_error("password", sentence(refusal))
        return _page(request, user, form=form, is_shown=False, status=429)
    if not form.is_valid():
        return _page(request, user, form=form, is_shown=False, status=422)
    attempts.succeeded("shopper_password", **whose)
    reauthenticate_by_password(request)
    return HttpResponseRedirect(reverse("storefront:password"))


@require_POST
@login_required
def show_by_code(request: HttpRequest) -> HttpResponse:
    """It is me: send a code to where you always send them. Signing in anew with it is the proof."""
    user = _shopper(request)
    try:
        attempts.attempt("code_asked", person=_contact(user), address=client_address(request))
    except TooManyAttempts as refusal:
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(reverse("storefront:password"))
    contact = {"email": user.email} if user.email else {"phone": user.phone}
    logout(request)
    LoginCodeVerificationProcess.initiate(request=request, user=user, **contact)
    return HttpResponseRedirect(f"{reverse('account_confirm_login_code')}?next={reverse('storefront:password')}")


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """With a password. What is wrong, and whether there is such an account, nobody is told."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("storefront:account"))
    form = PasswordSignInForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _door(request, form, status=422 if form.errors else 200)
    contact = form.cleaned_data["contact"]
    whose = {"person": next(iter(contact.values())), "address": client_address(request)}
    try:
        attempts.attempt("shopper_password", **whose)
    except TooManyAttempts as refusal:
        form.add_error(None, sentence(refusal))
        return _door(request, form, status=429)
    user = shopper_knowing(form.cleaned_data["password"], **contact)
    if user is None:
        form.add_error(None, gettext("The contact or the password is wrong. A code always works."))
        return _door(request, form, status=422)
    attempts.succeeded("shopper_password", **whose)
    response = perform_password_login(request, contact, Login(user=user))
    if request.user.is_authenticated:
        take_along(request, response)
    return response


def _shopper(request: HttpRequest) -> User:
    assert isinstance(request.user, User), "a stranger was sent to sign in"
    if works_here(request.user):
        raise PermissionDenied
    return request.user


def _showed_lately(request: HttpRequest, user: User) -> bool:
    since = (clock.now() - LATELY).timestamp()
    proofs = get_authentication_records(request, user)
    return any(one.get("method") in _PROOFS and one.get("at", 0) >= since for one in proofs)


def _after_change(request: HttpRequest, user: User, what: str) -> None:
    """Whoever else was signed in is not any more; the shopper is told by letter, should it not have been they."""
    update_session_auth_hash(request, user)
    end_other_sessions(request, user)
    tell_change(user, "password", what)


def _contact(user: User) -> str:
    return user.email or user.phone or str(user.pk)


def _page(request: HttpRequest, user: User, *, form: forms.Form, is_shown: bool, status: int = 200) -> HttpResponse:
    return show(
        request,
        "storefront/password.html",
        status=status,
        form=form,
        is_shown=is_shown,
        has_one=user.has_usable_password(),
        contact=_contact(user),
    )


def _door(request: HttpRequest, form: forms.Form, *, status: int) -> HttpResponse:
    return show(request, "storefront/sign_in_password.html", form=form, status=status)
