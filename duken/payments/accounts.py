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


def shift_cash(currency: str, shift_id: UUID) -> Account:
    """What lies in the drawer of a shift. Nothing once it is closed."""
    return Account(BOOK, currency, "drawer", str(shift_id))


def shift_cards(currency: str, shift_id: UUID) -> Account:
    """Slips of a shift's card terminal. Nothing once it is closed."""
    return Account(BOOK, currency, "card_slips", str(shift_id))


def safe(currency: str, location_id: UUID) -> Account:
    """Cash of a shop that lies in no drawer: below zero by what was carried in from outside the books."""
    return Account(BOOK, currency, "safe", str(location_id))


def expenses(currency: str, location_id: UUID) -> Account:
    """What a shop paid out of its drawers."""
    return Account(BOOK, currency, "expenses", str(location_id))


def over_short(currency: str, location_id: UUID) -> Account:
    """What was missing when drawers were counted; below zero when there was too much."""
    return Account(BOOK, currency, "over_short", str(location_id))


def acquirer(currency: str, location_id: UUID) -> Account:
    """What a shop's card terminals have taken and the bank is to pay."""
    return Account(BOOK, currency, "acquirer", str(location_id))


def had_with_us(currency: str, method: str) -> Account:
    """What gift cards and store credit have paid: money that came earlier, or was given."""
    return Account(BOOK, currency, method, "")


def receivable(currency: str, company_id: UUID) -> Account:
    """What a company owes us for what it bought on account; below zero when it has paid ahead."""
    return Account(BOOK, currency, "receivable", str(company_id))


def bank(currency: str) -> Account:
    """What came by bank transfer."""
    return Account(BOOK, currency, "bank", "")


def rounding(currency: str) -> Account:
    """What cash could not pay to the minor unit; above zero it cost us."""
    return Account(BOOK, currency, "rounding", "")


def exchanged(currency: str) -> Account:
    """Of goods that came back, what paid for others on the same receipt: in and out at once, so always nothing."""
    return Account(BOOK, currency, "exchanged", "")


def shortfall(currency: str, till_id: UUID) -> Account:
    """What a till's receipts say was paid and nobody has: a card that was empty meanwhile, sums that do not add up. A
    difference tells a person of each; below zero there is more than was said."""
    return Account(BOOK, currency, "shortfall", str(till_id))


def settled_elsewhere(currency: str, where: str) -> Account:
    """Money of imported sales: another system took it."""
    return Account(BOOK, currency, "elsewhere", where)
