"""Sign in with a code: give an e-mail or a phone, get a code, type it. The account opens by itself."""

from __future__ import annotations

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.views import ConfirmLoginCodeView
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from duken.access import attempts
from duken.access.attempts import TooManyAttempts
from duken.access.shoppers import shopper_with
from duken.channels.client_address import client_address
from duken.channels.storefront import visitor
from duken.channels.storefront.account import has_account
from duken.channels.storefront.basket_cookie import take_along
from duken.channels.storefront.contact_form import ContactForm
from duken.channels.storefront.frame import frame, show
from duken.channels.texts import sentence


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the contact; send the code. Known and unknown contacts are answered alike."""
    if has_account(visitor.actor(request)):
        return HttpResponseRedirect(reverse("storefront:account"))
    form = ContactForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _door(request, form, status=422 if form.errors else 200)
    contact = form.cleaned_data["contact"]
    try:
        attempts.attempt("code_asked", person=next(iter(contact.values())), address=client_address(request))
    except TooManyAttempts as refusal:
        form.add_error("contact", sentence(refusal))
        return _door(request, form, status=429)
    LoginCodeVerificationProcess.initiate(request=request, user=shopper_with(**contact), **contact)
    code_page = reverse("account_confirm_login_code")
    forgot = request.POST.get("then") == "password"  # a code is proof enough to set a new one
    return HttpResponseRedirect(f"{code_page}?next={reverse('storefront:password')}" if forgot else code_page)


@method_decorator(never_cache, name="dispatch")
class ConfirmCode(ConfirmLoginCodeView):
    """Type the code. Three wrong ones, or ten minutes, end the attempt."""

    template_name = "storefront/confirm_code.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        if request.user.is_authenticated:
            take_along(request, response)
        return response

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Wrong codes count for the contact, however many codes are asked for and sessions opened."""
        state = self._process.state
        whose = {"person": state.get("email") or state.get("phone") or "", "address": client_address(request)}
        try:
            attempts.attempt("code_typed", **whose)
        except TooManyAttempts as refusal:
            form = self.get_form()
            form.add_error(None, sentence(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        response: HttpResponseBase = super().post(request, *args, **kwargs)
        if request.user.is_authenticated:
            attempts.succeeded("code_typed", **whose)
        return response

    def get_context_data(self, **context: object) -> dict[str, object]:
        state = self._process.state
        sent_to = state.get("email") or state.get("phone")
        return super().get_context_data(**context) | frame(self.request) | {"sent_to": sent_to}


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, gettext("You are signed out."))
    return HttpResponseRedirect(reverse("storefront:home"))


def _door(request: HttpRequest, form: ContactForm, *, status: int) -> HttpResponse:
    then = request.POST.get("then") or request.GET.get("then", "")
    return show(request, "storefront/sign_in.html", form=form, forgot=then == "password", status=status)
