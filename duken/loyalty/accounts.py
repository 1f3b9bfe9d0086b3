"""Points as ledger accounts. The unit is the programme; nobody's balance sinks below zero."""

from __future__ import annotations

from uuid import UUID

from duken.ledger.entries import Account

BOOK = "points"


def balance(programme: str, customer_id: UUID) -> Account:
    return Account(BOOK, programme, "balance", str(customer_id), floor=0)


def debt(programme: str, customer_id: UUID) -> Account:
    """Points that had to go back but had been spent: the next ones earned pay them."""
    return Account(BOOK, programme, "debt", str(customer_id), floor=0)


def escrow(programme: str, till_id: UUID) -> Account:
    """Points a till let people spend while nobody could be asked, and that they did not have: below zero."""
    return Account(BOOK, programme, "escrow", str(till_id))


def outside(programme: str, where: str) -> Account:
    """`earned`, `spent`, `ended`, `returned`, `owed`, `corrected`: where points come from and where they go."""
    return Account(BOOK, programme, where, "")
