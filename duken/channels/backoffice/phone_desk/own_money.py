"""What the customer at the desk brings: a gift card they read out or hold in their hand, their store credit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from duken.carts.basket import Quote
from duken.carts.reads import CartRead
from duken.channels.backoffice.phone_desk.seat import Seat
from duken.channels.own_money import OwnMoney, card_or_why
from duken.payments.gift_cards.reads import credit_of


def own_money(request: HttpRequest, cart: CartRead, seat: Seat) -> OwnMoney:
    """Whoever takes the order of a customer spends their credit for them, and so is told how much there is."""
    code = request.POST.get("gift_card", "").strip()[:60]
    card, problem = card_or_why(code, cart.currency, asker=seat.by.id, by=seat.by)
    credit = 0
    if cart.customer_id:
        credit = credit_of(cart.customer_id, cart.currency, by=seat.by.lend("gift_cards.read")).minor
    return OwnMoney(card, problem, credit, bool(request.POST.get("credit")))


def own_context(own: OwnMoney, quote: Quote | None) -> dict[str, Any]:
    """What it pays of this price, and what is left."""
    return {"own": own, "parts": own.parts(quote.total_minor) if quote and own.pays else None}
