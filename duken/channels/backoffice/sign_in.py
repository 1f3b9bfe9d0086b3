"""Sign in and out. Guessing is slowed down (access/attempts.py)."""

from __future__ import annotations

from django import forms
from django.contrib.auth import authenticate, get_user_model, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from duken.access import attempts, audit
from duken.access.attempts import TooManyAttempts
from duken.channels import staff_sessions
from duken.channels.backoffice.desk import desk_of
from duken.channels.client_address import client_address
from duken.channels.texts import sentence


class SignInForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        if desk_of(request):
            return HttpResponseRedirect(_next(request))
        return _show(request, SignInForm())
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    email = form.cleaned_data["email"].strip().lower()
    person, address = email, client_address(request)
    try:
        attempts.attempt("password", person=person, address=address)
    except TooManyAttempts as refusal:
        form.add_error(None, sentence(refusal))
        return _show(request, form, status=429)
    if not _enter(request, email, form.cleaned_data["password"]):
        form.add_error(None, gettext("E-mail or password is wrong."))
        return _show(request, form, status=422)
    attempts.succeeded("password", person=person, address=address)
    return HttpResponseRedirect(_next(request), status=303)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect(reverse("office:sign_in"), status=303)


def _enter(request: HttpRequest, email: str, password: str) -> bool:
    """Open a session for staff. A shopper's account is answered like a wrong password."""
    kept = get_user_model().objects.filter(email__iexact=email).values_list("email", flat=True).first()
    user = authenticate(request, username=kept or email, password=password)
    if user is None:
        return False
    request.user = user
    desk = desk_of(request)
    if desk is None:
        return False
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    staff_sessions.begin(request)
    audit.write("access.sign_in", f"user:{user.pk}", by=desk.by)
    return True


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    # Who may not see the settings would be sent back here by them, for ever.
    doors = ("/office/", "/store/", "/admin/") if getattr(request.user, "is_staff", False) else ("/office/", "/store/")
    return wanted if is_ours and wanted.startswith(doors) else reverse("office:dashboard")


def _show(request: HttpRequest, form: SignInForm, status: int = 200) -> HttpResponse:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return render(request, "office/sign_in.html", {"form": form, "next": wanted}, status=status)
