"""Where somebody says who they are: an e-mail or a phone, as they like to write it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duken.channels.storefront.place import home_country
from duken.customers.contacts import normal_email, normal_phone
from duken.kernel.refusals import InvalidField


class ContactForm(forms.Form):
    contact = forms.CharField(
        label=_("E-mail or phone"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def clean_contact(self) -> dict[str, str]:
        text = self.cleaned_data["contact"]
        try:
            if "@" in text:
                return {"email": normal_email(text)}
            return {"phone": normal_phone(text, country=home_country())}
        except InvalidField:
            raise forms.ValidationError(gettext("This is neither an e-mail nor a phone number.")) from None
