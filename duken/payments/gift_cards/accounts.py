"""What people have with us, as ledger accounts: no gift card and nobody's credit sinks below zero."""

from __future__ import annotations

from uuid import UUID

from duken.ledger.entries import Account

CARDS, CREDIT = "giftcard", "credit"


def card(currency: str, card_id: UUID) -> Account:
    return Account(CARDS, currency, "card", str(card_id), floor=0)


def credit(currency: str, customer_id: UUID) -> Account:
    return Account(CREDIT, currency, "customer", str(customer_id), floor=0)


def outside(book: str, currency: str, where: str) -> Account:
    """`issued`: where it comes from; `spent`, `paid_out`: where it goes."""
    return Account(book, currency, where, "")
