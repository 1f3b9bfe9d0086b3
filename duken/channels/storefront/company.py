"""A company in the account of somebody who acts for it: its orders, what it owes, its statement."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from duken.channels.company_words import ROLES, statement_shown
from duken.channels.storefront import visitor
from duken.channels.storefront.frame import show
from duken.channels.storefront.order_words import status_word
from duken.customers import reads as customers
from duken.customers.companies.reads import companies_of
from duken.customers.identities.alias import aliases_of
from duken.customers.policies import may_see
from duken.orders import reads as orders
from duken.payments.on_account.reads import currencies_of, statement_of

SHOWN = 50


@never_cache
def company(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """Whoever only buys sees what they ordered for it; the books are for those who see them."""
    by = visitor.actor(request)
    if by.customer is None or not may_see("orders", proof=customers.proof_of(by)):
        return HttpResponseRedirect(reverse("storefront:sign_in"))
    acts = next((one for one in companies_of(by.customer, by=by) if one.company.id == company_id), None)
    if acts is None:
        raise Http404
    currencies = (currencies_of(company_id, by=by) or [visitor.currency()]) if acts.sees_books else []
    found = orders.orders(orders.OrderFilter(company_id=company_id), limit=SHOWN, by=by)
    mine = aliases_of(by.customer)  # the page of an order may do more than show it: only one's own is linked
    return show(
        request,
        "storefront/company.html",
        acts=acts,
        company=acts.company,
        role=ROLES[acts.role],
        statements=[statement_shown(statement_of(company_id, one, by=by), by=by) for one in currencies],
        orders=[{"order": one} | status_word(one) for one in found],
        mine=mine,
        shown=SHOWN,
    )
