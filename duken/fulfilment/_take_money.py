"""Take what is still to be paid for an order when it changes hands."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from duken.fulfilment.errors import NotPaid
from duken.kernel.actor import Actor
from duken.payments.provider import OWN_METHODS
from duken.payments.reads import PaymentRead, payments_of
from duken.payments.settle import take_payment


def to_pay(order_id: UUID, *, by: Actor) -> PaymentRead | None:
    """The payment that is to be taken by us at the counter or the door; None when nothing is to be paid."""
    return to_pay_of([order_id], by=by)[order_id]


def to_pay_of(order_ids: Sequence[UUID], *, by: Actor) -> dict[UUID, PaymentRead | None]:
    """The same of many, one statement."""
    return {order_id: _due(payments) for order_id, payments in payments_of(order_ids, by=by).items()}


def _due(all_payments: Sequence[PaymentRead]) -> PaymentRead | None:
    """At a till a part may have been paid before: the rest is due."""
    payments = [one for one in all_payments if one.method not in OWN_METHODS]
    return next((one for one in payments if one.status == "started" and one.amount_minor), None)


def take_money(order_id: UUID, *, location_id: UUID, tender: str, by: Actor) -> None:
    """Raises NotPaid when money is due and no tender was named, or when it must come from a provider first."""
    due = to_pay(order_id, by=by)
    if due is None:
        return
    if not tender or due.provider:
        raise NotPaid(due.amount_minor, due.currency)
    take_payment(due.id, tender=tender, location_id=location_id, by=by)
