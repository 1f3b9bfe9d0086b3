"""What a shopper brings to an order: a gift card they typed, their store credit."""

from __future__ import annotations

from django.http import HttpRequest

from duken.channels.client_address import client_address
from duken.channels.own_money import OwnMoney, card_or_why
from duken.channels.storefront import visitor
from duken.payments.gift_cards.reads import credit_of


def own_money(request: HttpRequest, currency: str) -> OwnMoney:
    """What the form of the checkout brings. Codes are only ever sent in the body: they are worth money."""
    by = visitor.actor(request)
    credit = credit_of(by.customer, currency, by=by).minor if by.customer else 0
    code = request.POST.get("gift_card", "").strip()[:60]
    card, problem = card_or_why(code, currency, asker=client_address(request), by=by)
    return OwnMoney(card, problem, credit, bool(request.POST.get("credit")))
