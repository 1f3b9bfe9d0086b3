"""Companies in the office: who they are, what they owe and since when; the page of one, its statement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from duken.channels.backoffice import words
from duken.channels.backoffice.companies.typed import LABELS, company_draft
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.frame import show
from duken.channels.company_words import ROLES, statement_shown
from duken.channels.texts import sentence
from duken.customers.companies.reads import buyers_of, companies, company
from duken.customers.companies.save_companies import save_companies
from duken.customers.reads import customers_with_ids
from duken.kernel import clock, ids
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.orders.reads import OrderFilter, orders
from duken.payments.on_account.reads import ageing_of_companies, credit_of_companies, currencies_of, statement_of
from duken.pricing.reads import price_lists
from duken.stores import reads as stores

SHOWN = 200
LAST_ORDERS = 10


@behind_door("companies.read")
def listing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """With what each owes, in every currency it has an account in."""
    asked = request.GET.get("q", "").strip()[:100]
    found = companies(search=asked, limit=SHOWN, by=desk.by)
    accounts = _accounts([one.id for one in found], desk)
    rows = [{"company": one, "accounts": accounts[one.id]} for one in found]
    return show(request, desk, "office/companies.html", rows=rows, asked=asked, shown=SHOWN)


@behind_door("companies.write")
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What was typed wrong stays on the form."""
    typed, problem = request.POST.dict() or _countries(), ""
    if request.method == "POST":
        try:
            [answer] = save_companies([company_draft(request.POST)], by=desk.anywhere)
            if not isinstance(answer, Refusal):
                return done(request, gettext("Saved."), reverse("office:company", args=[answer]))
            raise answer
        except Refusal as refusal:
            problem = sentence(refusal, LABELS)
    told = {"company": typed, "is_new": True, "problem": problem, "groups": _groups()}
    return show(request, desk, "office/company_new.html", status=422 if problem else 200, **told)


@behind_door("companies.read")
def company_page(request: HttpRequest, desk: Desk, company_id: UUID) -> HttpResponse:
    found = company(company_id, by=desk.by)
    acting = buyers_of(company_id, by=desk.by)
    cards = customers_with_ids([one.customer_id for one in acting], by=desk.by)
    buyers = [{"buyer": one, "role": ROLES[one.role], "card": cards.get(one.customer_id)} for one in acting]
    return show(
        request,
        desk,
        "office/company.html",
        company=found,
        accounts=_accounts([company_id], desk)[company_id],
        buyers=buyers,
        roles=ROLES.items(),
        currencies=_currencies(),
        groups=_groups(),
        key=ids.new_id(),
        today=clock.now().date(),
        lists=[one for one in price_lists() if found.group and one.customer_group == found.group],
        orders=_orders(company_id, desk),
    )


@behind_door("companies.read")
def statement(request: HttpRequest, desk: Desk, company_id: UUID, currency: str) -> HttpResponse:
    """To be looked at and printed."""
    found = company(company_id, by=desk.by)
    told = statement_of(company_id, currency.upper(), by=desk.by)
    return show(
        request,
        desk,
        "office/company_statement.html",
        company=found,
        told=statement_shown(told, by=desk.by.lend("orders.read")),
        at=clock.now(),
        others=[one for one in currencies_of(company_id, by=desk.by) if one != currency.upper()],
    )


def _accounts(company_ids: list[UUID], desk: Desk) -> dict[UUID, list[dict[str, Any]]]:
    """Of each company, the currencies in which it has a limit or a debt: three statements a currency."""
    found: dict[UUID, list[dict[str, Any]]] = {one: [] for one in company_ids}
    for currency in _currencies():
        ages = ageing_of_companies(company_ids, currency, by=desk.by)
        for company_id, credit in credit_of_companies(company_ids, currency).items():
            if credit.limit or credit.owed or credit.held:
                overdue = Money(ages[company_id].overdue, currency)
                found[company_id].append({"credit": credit, "overdue": overdue, "currency": currency})
    return found


def _orders(company_id: UUID, desk: Desk) -> list[dict[str, Any]] | None:
    if not desk.may("orders.read"):
        return None
    found = orders(OrderFilter(company_id=company_id), limit=LAST_ORDERS, by=desk.by)
    return [
        {
            "order": one,
            "status": words.order_badge(one.status),
            "payment": words.word(words.PAYMENT_METHOD, one.payment_method),
            "total": Money(one.total_minor, one.currency),
        }
        for one in found
    ]


def _currencies() -> list[str]:
    return sorted({place.legal_entity.currency for place in stores.locations()})


def _groups() -> list[str]:
    """The customer groups that have a price list."""
    return sorted({one.customer_group for one in price_lists() if one.customer_group})


def _countries() -> dict[str, str]:
    """The country most companies will be of."""
    places = stores.locations()
    return {"country": places[0].legal_entity.country if places else ""}
