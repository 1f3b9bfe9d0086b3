"""My store credit: how much, where it came from, where it went; and what gift cards paid for me."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from duken.channels.storefront import visitor
from duken.channels.storefront.frame import show
from duken.customers import reads as customers
from duken.customers.policies import may_see
from duken.kernel.money import Money
from duken.orders import reads as orders
from duken.orders.order import OrderRead
from duken.payments.gift_cards.reads import credit_statement
from duken.payments.provider import GIFT_CARD
from duken.payments.reads import payments_of

LOOKED_THROUGH = 100  # the latest orders are searched for gift cards


@never_cache
def credit(request: HttpRequest) -> HttpResponse:
    actor = visitor.actor(request)
    if actor.customer is None or not may_see("orders", proof=customers.proof_of(actor)):
        return HttpResponseRedirect(reverse("storefront:sign_in"))
    mine = credit_statement(actor.customer, visitor.currency(), by=actor)
    latest = orders.orders(orders.OrderFilter(customer_id=actor.customer), limit=LOOKED_THROUGH, by=actor)
    known = {order.id: order for order in latest}
    paid = payments_of(list(known), by=actor)
    by_card = [
        {"order": known[one.order_id], "amount": Money(one.amount_minor, one.currency), "status": one.status}
        for order in latest
        for one in paid[order.id]
        if one.method == GIFT_CARD and one.status != "voided"
    ]
    lines = [{"line": line, "order": _order(line.document, known)} for line in mine.lines]
    return show(request, "storefront/credit.html", credit=mine, lines=lines, by_card=by_card)


def _order(document: str, known: dict[UUID, OrderRead]) -> OrderRead | None:
    kind, _, order_id = document.partition(":")
    return known.get(UUID(order_id)) if kind == "order" else None
