"""What is done on the page of a company: details, buyers, limit, payments."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.channels.backoffice.companies.typed import LABELS, company_draft
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.fields import decimal
from duken.customers.companies.buyers import BuyerDraft, remove_buyer, save_buyers
from duken.customers.companies.reads import company
from duken.customers.companies.save_companies import save_companies
from duken.customers.errors import CustomerMissing
from duken.customers.reads import find_by
from duken.kernel.money import Money, parse_major
from duken.kernel.refusals import InvalidField, Refusal
from duken.payments.on_account.limit import change_credit_limit
from duken.payments.on_account.record_payments import (
    CompanyPaymentDraft,
    record_company_payments,
    take_back_company_payment,
)


@require_POST
@behind_door("companies.write", labels=LABELS)
def save(request: HttpRequest, desk: Desk, company_id: UUID) -> HttpResponse:
    """Everything but its country and tax number, by which it is known."""
    known = company(company_id, by=desk.by)
    form = request.POST.copy()
    form["country"], form["tax_number"] = known.country, known.tax_number
    form.setdefault("is_active", "no")
    [answer] = save_companies([company_draft(form)], by=desk.anywhere)
    if isinstance(answer, Refusal):
        raise answer
    return _back(request, gettext("Saved."), company_id)


@require_POST
@behind_door("companies.write", labels={"limit": _("At most at once"), "role": _("May")})
def buyer(request: HttpRequest, desk: Desk, company_id: UUID) -> HttpResponse:
    """Somebody we have a card of, found by phone or e-mail, or one who acts for the company already."""
    form = request.POST
    limit = _amount("limit", form.get("limit", ""), form.get("currency", "")) if form.get("limit", "").strip() else None
    draft = BuyerDraft(_customer(form.get("contact", ""), company_id, desk), form.get("role", ""), limit)
    [answer] = save_buyers(company_id, [draft], by=desk.anywhere)
    if isinstance(answer, Refusal):
        raise answer
    return _back(request, gettext("Saved."), company_id)


@require_POST
@behind_door("companies.write")
def no_buyer(request: HttpRequest, desk: Desk, company_id: UUID, customer_id: UUID) -> HttpResponse:
    remove_buyer(company_id, customer_id, by=desk.anywhere)
    return _back(request, gettext("They do not buy for this company any more."), company_id)


@require_POST
@behind_door("companies.limit", labels={"limit": _("It may owe at most"), "reason": _("Why")})
def limit(request: HttpRequest, desk: Desk, company_id: UUID) -> HttpResponse:
    amount = _amount("limit", request.POST.get("limit", ""), request.POST.get("currency", ""))
    change_credit_limit(company_id, limit=amount, reason=request.POST.get("reason", ""), by=desk.anywhere)
    return _back(request, gettext("Saved."), company_id)


@require_POST
@behind_door("companies.payments", labels={"reference": _("What the bank says")})
def payment(request: HttpRequest, desk: Desk, company_id: UUID) -> HttpResponse:
    form = request.POST
    draft = CompanyPaymentDraft(
        company_id,
        _amount("amount", form.get("amount", ""), form.get("currency", "")),
        _day("paid_on", form.get("paid_on", "")),
        form.get("key", "")[:100],
        form.get("reference", ""),
    )
    [answer] = record_company_payments([draft], by=desk.anywhere)
    if isinstance(answer, Refusal):
        raise answer
    return _back(request, gettext("The payment is written down."), company_id)


@require_POST
@behind_door("companies.payments")
def take_back(request: HttpRequest, desk: Desk, payment_id: UUID) -> HttpResponse:
    take_back_company_payment(payment_id, reason=request.POST.get("reason", ""), by=desk.anywhere)
    return done(request, gettext("The payment is taken back."))


def _customer(contact: str, company_id: UUID, desk: Desk) -> UUID:
    """The card with this phone or e-mail. Raises CustomerMissing, InvalidField."""
    kind = "email" if "@" in contact else "phone"
    country = company(company_id, by=desk.by).country
    found = find_by(kind, contact, country=country, by=desk.by)
    if not found:
        raise CustomerMissing
    return found


def _amount(field: str, text: str, currency: str) -> Money:
    return parse_major(decimal(field, text), currency)


def _day(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise InvalidField(field, "not_a_date", text) from None


def _back(request: HttpRequest, words: str, company_id: UUID) -> HttpResponse:
    return done(request, words, reverse("office:company", args=[company_id]))
