"""Passkeys: sign in with the finger or the face instead of a code. The cryptography is fido2's, by django-allauth.

A passkey is another way in, never a second door: whoever lost the device signs in with a code as before.
"""

from __future__ import annotations

import struct
from typing import Any

import orjson
from allauth.account.models import Login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from duken.access import attempts
from duken.access.attempts import TooManyAttempts
from duken.access.models import User
from duken.access.shoppers import works_here
from duken.channels.client_address import client_address
from duken.channels.storefront.basket_cookie import take_along
from duken.channels.storefront.tell_change import tell_change
from duken.channels.texts import sentence

MOST = 10
_LARGEST = 20_000  # bytes of what a browser answers
# What fido2 and its CBOR raise for bytes that are no credential.
_UNREADABLE = (ValidationError, ValueError, LookupError, TypeError, AttributeError, RecursionError, struct.error)


class PasskeyAdapter(DefaultMFAAdapter):
    """Where allauth asks us about passkeys."""

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        return False  # nobody who has a passkey is asked for it after a code

    def _get_site_name(self) -> str:
        return str(settings.SHOP_NAME)


@never_cache
@require_POST
@login_required
def to_add(request: HttpRequest) -> JsonResponse:
    """What the browser is to make: a key that stays on the device and asks for its owner."""
    from allauth.mfa.webauthn.internal import auth

    _refuse_staff(request)
    return JsonResponse(auth.begin_registration(request.user, passwordless=True))


@require_POST
@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Keep the key the browser made."""
    from allauth.mfa.webauthn.internal import auth

    _refuse_staff(request)
    mine = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN).count()
    try:
        credential = _credential(request)
        auth.parse_registration_response(credential)
        if mine >= MOST or not auth.complete_registration(credential).is_user_verified():
            raise ValidationError("refused")
    except _UNREADABLE:
        messages.error(request, gettext("This did not work. Please try again."))
        return _back()
    name = " ".join(request.POST.get("name", "").split())[:60] or gettext("Passkey %(number)s") % {"number": mine + 1}
    auth.WebAuthn.add(request.user, name, credential)
    tell_change(_shopper(request), "passkey", "added", name=name)
    messages.success(request, gettext("From now on you can sign in with it."))
    return _back()


@require_POST
@login_required
def remove(request: HttpRequest, passkey_id: int) -> HttpResponse:
    own = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN)
    if passkey := own.filter(pk=passkey_id).first():
        passkey.delete()
        tell_change(_shopper(request), "passkey", "removed", name=str(passkey.data.get("name", "")))
    messages.success(request, gettext("It signs nobody in any more."))
    return _back()


@never_cache
@require_POST
def to_sign_in(request: HttpRequest) -> JsonResponse:
    """What the browser is to sign. Nobody says who they are: the key knows."""
    from allauth.mfa.webauthn.internal import auth

    return JsonResponse(auth.begin_authentication())


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in whoever's key signed. What is wrong with it a stranger is not told."""
    from allauth.mfa.webauthn.internal import auth, flows

    whence = {"person": client_address(request), "address": client_address(request)}
    try:
        attempts.attempt("passkey", **whence)
        credential = _credential(request)
        auth.parse_authentication_response(credential)
        key = auth.complete_authentication(auth.extract_user_from_response(credential), credential)
        if works_here(key.user):
            raise ValidationError("staff have a door of their own")
    except TooManyAttempts as refusal:
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(reverse("storefront:sign_in"))
    except _UNREADABLE:
        messages.error(request, gettext("This key is not known here. Sign in with a code."))
        return HttpResponseRedirect(reverse("storefront:sign_in"))
    attempts.succeeded("passkey", **whence)
    response = flows.perform_passwordless_login(request, key, Login(user=key.user))
    if request.user.is_authenticated:
        take_along(request, response)
    return response


def _refuse_staff(request: HttpRequest) -> None:
    if works_here(_shopper(request)):
        raise PermissionDenied


def _shopper(request: HttpRequest) -> User:
    assert isinstance(request.user, User), "a stranger was sent to sign in"
    return request.user


def _credential(request: HttpRequest) -> dict[str, Any]:
    """Raises ValueError."""
    text = request.POST.get("credential", "")
    if len(text) > _LARGEST:
        raise ValueError("too large")
    found = orjson.loads(text)
    if not isinstance(found, dict):
        raise ValueError("not a credential")
    return found


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("storefront:devices"))
