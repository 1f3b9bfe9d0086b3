"""What is left of a promotion, as ledger accounts: uses and money that can never be given twice.

Nothing here sinks below zero: a limit holds however many come at once, and comes back when an order is cancelled.
"""

from __future__ import annotations

from uuid import UUID

from duken.ledger.entries import Account

USES, BUDGET, COUPON = "promotion_use", "promotion_budget", "coupon"


def uses(promotion_id: UUID) -> Account:
    return Account(USES, str(promotion_id), "left", "", floor=0)


def uses_of(promotion_id: UUID, customer_id: UUID) -> Account:
    return Account(USES, str(promotion_id), "customer", str(customer_id), floor=0)


def uses_outside(promotion_id: UUID, where: str) -> Account:
    """`granted`: where uses come from; `used`: where they go."""
    return Account(USES, str(promotion_id), where, "")


def budget(promotion_id: UUID, currency: str) -> Account:
    return Account(BUDGET, currency, "left", str(promotion_id), floor=0)


def budget_outside(promotion_id: UUID, currency: str, where: str) -> Account:
    return Account(BUDGET, currency, where, str(promotion_id))


def coupon(coupon_id: UUID) -> Account:
    return Account(COUPON, str(coupon_id), "left", "", floor=0)


def coupon_outside(coupon_id: UUID, where: str) -> Account:
    return Account(COUPON, str(coupon_id), where, "")
