"""Companies in words: roles, and a statement with the numbers of its orders."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duken.kernel.actor import Actor
from duken.kernel.money import Money
from duken.orders.reads import orders_with_ids, sees
from duken.payments.on_account.reads import Statement

ROLES: dict[str, Promise] = {
    "buyer": _("buys"),
    "approver": _("buys and sees the books"),
    "accounts": _("sees the books"),
}
_KINDS: dict[str, Promise] = {
    "sale": _("Handed over"),
    "returned": _("Given back"),
    "payment": _("Payment"),
}
_AGES: tuple[tuple[str, Promise], ...] = (
    ("current", _("not due yet")),
    ("days_1_30", _("1–30 days late")),
    ("days_31_60", _("31–60 days late")),
    ("days_61_90", _("61–90 days late")),
    ("over_90", _("more than 90 days late")),
)


def statement_shown(told: Statement, *, by: Actor) -> dict[str, Any]:
    """For the office and for the company itself; one more statement, for the orders' numbers.

    `told` was told to `by`: who acts for the company sees all of its orders.
    """
    found = orders_with_ids([line.order_id for line in told.lines if line.order_id])
    orders = {order.id: order for order in found if by.customer or sees(by, order)}
    currency = told.credit.limit.currency
    return {
        "credit": told.credit,
        "currency": currency,
        "overdue": Money(told.ageing.overdue, currency),
        "ages": [(words, Money(getattr(told.ageing, name), currency)) for name, words in _AGES],
        "lines": [
            {"line": line, "kind": _KINDS[line.kind], "order": orders.get(line.order_id) if line.order_id else None}
            for line in told.lines
        ],
    }
