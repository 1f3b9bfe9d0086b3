"""Money as ledger accounts. A transfer from A to B lowers A and raises B; what we own and are owed is positive.

Placing an order moves no money. Handing goods over moves sales -> customer (the customer owes); a payment moves
customer -> where the money now lies. When both are done the order's entries add up to nothing at the customer.
"""

from __future__ import annotations

from uuid import UUID

from duken.ledger.entries import Account

BOOK = "money"


def customer(currency: str) -> Account:
    """What customers owe us; below zero when they have paid ahead. One order's part is found by document."""
    return Account(BOOK, currency, "customer", "")


def sales(currency: str, channel: str) -> Account:
    return Account(BOOK, currency, "sales", channel)


def gateway(currency: str, provider: str) -> Account:
    """Money a payment provider holds for us."""
    return Account(BOOK, currency, "gateway", provider)


def drawer(currency: str, location_id: UUID) -> Account:
    """Cash and card slips at a counter, before any till keeps its own drawer."""
    return Account(BOOK, currency, "drawer", str(location_id))


def had_with_us(currency: str, method: str) -> Account:
    """What gift cards and store credit have paid: money that came earlier, or was given."""
    return Account(BOOK, currency, method, "")


def receivable(currency: str, company_id: UUID) -> Account:
    """What a company owes us for what it bought on account; below zero when it has paid ahead."""
    return Account(BOOK, currency, "receivable", str(company_id))


def bank(currency: str) -> Account:
    """What came by bank transfer."""
    return Account(BOOK, currency, "bank", "")


def settled_elsewhere(currency: str, where: str) -> Account:
    """Money of imported sales: another system took it."""
    return Account(BOOK, currency, "elsewhere", where)
