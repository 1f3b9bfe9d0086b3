"""My orders: everything bought with the contacts I have proven, whatever the channel."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from duken.channels.storefront import visitor
from duken.channels.storefront.frame import show
from duken.channels.storefront.order_words import status_word
from duken.customers import reads as customers
from duken.customers.companies.reads import companies_of
from duken.customers.policies import may_see
from duken.kernel.actor import Actor
from duken.orders import reads as orders

PAGE_SIZE = 20


def has_account(actor: Actor) -> bool:
    """Somebody who has proven which customer they are. Who works here and only that has none."""
    return actor.customer is not None and may_see("orders", proof=customers.proof_of(actor))


@never_cache
def account(request: HttpRequest) -> HttpResponse:
    actor = visitor.actor(request)
    if actor.customer is None or not has_account(actor):
        return HttpResponseRedirect(reverse("storefront:sign_in"))
    found = orders.orders(
        orders.OrderFilter(customer_id=actor.customer), before=_before(request), limit=PAGE_SIZE + 1, by=actor
    )
    shown = found[:PAGE_SIZE]
    older = f"?before={shown[-1].placed_at.isoformat()}~{shown[-1].id}" if len(found) > PAGE_SIZE else ""
    rows = [{"order": one} | status_word(one) for one in shown]
    card = customers.customer(actor.customer, by=actor)
    return show(
        request,
        "storefront/account.html",
        customer=card,
        orders=rows,
        older=older.replace("+", "%2B"),
        companies=companies_of(actor.customer, by=actor),
    )


def _before(request: HttpRequest) -> tuple[datetime, UUID] | None:
    at, _, order = request.GET.get("before", "").partition("~")
    try:
        return datetime.fromisoformat(at), UUID(order)
    except ValueError:
        return None
