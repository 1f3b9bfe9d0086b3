"""What a shopper types at checkout: seven fields at most for delivery, five for collecting. Every value is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duken.channels.storefront.place import home_country
from duken.customers.contacts import normal_email, normal_phone
from duken.kernel.refusals import InvalidField


class CheckoutForm(forms.Form):
    """`method` decides which fields are asked for; the others may say anything."""

    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    method = forms.ChoiceField(choices=[("pickup", ""), ("delivery", "")])
    store = forms.CharField(required=False, max_length=80)
    zone = forms.CharField(required=False, max_length=80)
    payment = forms.CharField(max_length=40)
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email", "inputmode": "email"}),
    )
    line1 = forms.CharField(
        label=_("Street, house, flat"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )
    city = forms.CharField(
        label=_("Town"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )

    gift_card = forms.CharField(
        label=_("Gift card"),
        required=False,
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-enter": "look",
                "aria-describedby": "card-said",
            }
        ),
    )
    credit = forms.BooleanField(required=False)

    offers = forms.BooleanField(required=False)  # never ticked by us

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("phone", "email", "line1", "city", "postcode"):  # asked for, depending on the way chosen
            self.fields[name].is_asked = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self._check_contact(told)
        if told.get("method") == "pickup" and not told.get("store"):
            self.add_error("store", gettext("Choose a shop."))
        if told.get("method") == "delivery":
            for name, problem in (("line1", gettext("Where shall we bring it?")), ("city", gettext("In which town?"))):
                if not told.get(name):
                    self.add_error(name, problem)
        return told

    def _check_contact(self, told: dict[str, Any]) -> None:
        phone, email = told.get("phone", ""), told.get("email", "")
        if not phone and not email and not self.errors.get("phone") and not self.errors.get("email"):
            self.add_error("phone", gettext("A phone or an e-mail, so that we can tell you when it is ready."))
        try:
            told["phone"] = normal_phone(phone, country=home_country()) if phone else ""
        except InvalidField:
            self.add_error("phone", gettext("This is not a phone number. Example: +44 20 7946 0018"))
        try:
            told["email"] = normal_email(email) if email else ""
        except InvalidField:
            self.add_error("email", gettext("This is not an e-mail address."))
