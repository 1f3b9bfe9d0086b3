"""django-allauth as this shop uses it: a code by e-mail or text message, a passkey, a password for who wants one."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duken.access.models import User
from duken.access.shoppers import link_customer
from duken.channels.storefront import visitor
from duken.customers.identities.prove import is_somebody_elses, prove_identity
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import actor
from duken.orders.claim_orders import claim_orders

_WEAK: dict[str, Any] = {
    "password_too_short": _("Too short: make it ten characters or more."),
    "password_too_common": _("Many people use this one: it is guessed first. Choose another."),
    "password_entirely_numeric": _("Digits alone are guessed quickly: put some letters in."),
    "password_too_similar": _("Too much like your name, e-mail or phone: choose another."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Where allauth asks us: phones, messages, where to go after signing in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _("Too many wrong tries. Have a new code sent, or try again in a few minutes."),
        "rate_limited": _("Too many tries. Please wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # accounts open with the first proven code, not with a form

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("storefront:account")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("storefront:home")

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        recognise(user)
        return super().post_login(request, user, **details)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if "code" not in context:
            return  # allauth's letters about unknown accounts: we have no accounts to be unknown
        EmailMessage(
            subject=gettext("Your code: %(code)s") % {"code": context["code"]},
            body=_letter(context["code"]),
            to=[email],
        ).send()

    def send_verification_code_sms(self, user: User, phone: str, code: str, **details: Any) -> None:
        # Text messages leave through the same outbox until a provider of messages is wired.
        EmailMessage(subject=f"SMS {phone}", body=_letter(code), to=[f"{phone}@sms.invalid"]).send()

    def clean_password(self, password: str, user: User | None = None) -> str:
        """Raises ValidationError: what is weak about it, in words that say what to do."""
        try:
            return super().clean_password(password, user)
        except ValidationError as weak:
            raise ValidationError([_WEAK.get(one.code or "", one.message) for one in weak.error_list]) from None

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_is_confirmed) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone, user.phone_is_confirmed = phone, verified
        user.save(update_fields=["phone", "phone_is_confirmed"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone).first()


def recognise(user: User) -> None:
    """Give the user the card of the contact they have just proven; earlier guest orders come with it."""
    by = actor.system("storefront.sign_in", visitor.CHANNEL)
    phone, email = user.phone if user.phone_is_confirmed else "", user.email
    if not user.customer_id:
        proven = [(kind, value) for kind, value in (("phone", phone), ("email", email)) if value]
        own = dict(one for one in proven if not is_somebody_elses(*one))
        contact = Contact(user.get_full_name(), own.get("phone", ""), own.get("email", ""), proof="signed_in")
        [card] = recognise_customers([contact], by=by)
        for kind, contact_of_theirs in proven:
            if kind not in own:  # it moves here, and nothing else does
                prove_identity(card, kind, contact_of_theirs, proof="signed_in", by=by)
        link_customer(user.pk, card)
        user.customer_id = card
    else:
        for kind, value in (("phone", phone), ("email", email)):
            if value:
                prove_identity(user.customer_id, kind, value, proof="signed_in", by=by)
    claim_orders(user.customer_id, phone=phone or "", email=email or "", by=by)


def _letter(code: str) -> str:
    words = gettext(
        "Your code for the shop is %(code)s. It is good for ten minutes. If you did not ask for it, do nothing."
    )
    return words % {"code": code}
