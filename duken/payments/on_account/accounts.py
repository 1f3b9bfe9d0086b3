"""What companies may owe us, as ledger accounts: what is left of a limit never sinks below zero.

granted -> line: the limit. line -> spent: what was sold on account (held while an order is under way). paid -> line:
what came. So line = limit - owed; whoever has paid ahead has more left than the limit.
"""

from __future__ import annotations

from uuid import UUID

from duken.ledger.entries import Account

BOOK = "on_account"
GREATEST_LIMIT_MINOR = 10**13


def line(currency: str, company_id: UUID) -> Account:
    """What a company may still order on account."""
    return Account(BOOK, currency, "company", str(company_id), floor=0)


def granted(currency: str, company_id: UUID) -> Account:
    """Below zero by the limit. The floor is there so that the balance is kept, not counted each time."""
    return Account(BOOK, currency, "granted", str(company_id), floor=-GREATEST_LIMIT_MINOR)


def paid(currency: str) -> Account:
    return Account(BOOK, currency, "paid", "")
