"""A company as it was typed into a form."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from duken.channels.backoffice.fields import whole
from duken.channels.field_words import Labels
from duken.customers.companies.save_companies import CompanyDraft

_TEXTS = ("country", "tax_number", "legal_name", "registration_number", "group", "city", "postcode", "line1", "phone",
          "email", "note")  # fmt: skip

LABELS: Labels = {"group": _("Customer group")}


def company_draft(form: QueryDict) -> CompanyDraft:
    """Raises InvalidField."""
    return CompanyDraft(
        **{name: form.get(name, "") for name in _TEXTS},
        terms_days=whole("terms_days", form.get("terms_days", "") or "0"),
        is_active=form.get("is_active", "yes") == "yes",
    )
