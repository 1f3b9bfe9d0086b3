"""Money of payments that went back over a counter: written down as it happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from duken.kernel import ids, sql
from duken.kernel.actor import Actor
from duken.kernel.events import Event, record
from duken.kernel.money import Money
from duken.ledger.entries import Account, Chain, Post
from duken.payments import accounts
from duken.payments.events import RefundDone, RefundRequested
from duken.payments.models import Payment
from duken.payments.own import back_where_it_was, where_it_lies
from duken.payments.provider import OWN_METHODS
from duken.payments.reads import PaymentRead


class Back(NamedTuple):
    """Of one payment. `source` is what the money was given out of (None: it goes the way it came), `moves` follow."""

    payment: PaymentRead
    amount_minor: int
    key: str
    reason: str
    at: datetime
    source: Account | None = None
    moves: tuple[Post, ...] = ()


def locked_payments(order_ids: Collection[UUID]) -> list[PaymentRead]:
    """Of these orders, what was captured: locked by id to the end of the transaction."""
    fields = tuple(PaymentRead.__dataclass_fields__)
    rows = Payment.objects.select_for_update().filter(Q(status="captured"), order_id__in=order_ids).order_by("pk")
    return [PaymentRead(*row) for row in rows.values_list(*fields)]


def write_refunds(backs: Sequence[Back], *, by: Actor) -> list[Chain]:
    """Write refunds of payments the caller has locked; answers the chains it posts in the same transaction.

    What goes back through a provider is asked of it later; all else is done.
    """
    by.require("tills.sell")
    if not backs:
        return []
    refunds = [ids.new_id() for _ in backs]
    asked = [back.source is None and bool(back.payment.provider) for back in backs]
    sql.insert(
        "payments_refund",
        {
            "id": ("uuid", refunds),
            "payment_id": ("uuid", [back.payment.id for back in backs]),
            "key": ("text", [back.key for back in backs]),
            "amount_minor": ("bigint", [back.amount_minor for back in backs]),
            "reason": ("text", [back.reason for back in backs]),
            "status": ("text", ["requested" if each else "done" for each in asked]),
            "reference": ("text", sql.Same("")),
            "created_at": ("timestamptz", [back.at for back in backs]),
            "done_at": ("timestamptz", [None if each else back.at for back, each in zip(backs, asked, strict=True)]),
        },
    )
    _lower(backs)
    record(*(_told(back, refund, each) for back, refund, each in zip(backs, refunds, asked, strict=True)), by=by)
    return [
        Chain(f"refund:{refund}", f"order:{back.payment.order_id}", _moves(back), back.at)
        for back, refund in zip(backs, refunds, strict=True)
    ]


def _lower(backs: Sequence[Back]) -> None:
    amounts: Counter[UUID] = Counter()
    for back in backs:
        amounts[back.payment.id] += back.amount_minor
    sql.run(
        """UPDATE payments_payment p SET refunded_minor = p.refunded_minor + b.amount
           FROM unnest(%s::uuid[], %s::bigint[]) b(id, amount) WHERE p.id = b.id""",
        [list(amounts), list(amounts.values())],
    )


def _moves(back: Back) -> tuple[Post, ...]:
    payment, customer = back.payment, accounts.customer(back.payment.currency)
    if back.source:
        return (Post(back.source, customer, back.amount_minor, "refund"), *back.moves)
    if payment.method in OWN_METHODS:
        lies = Post(where_it_lies(payment), customer, back.amount_minor, "refund")
        return (lies, back_where_it_was(payment, back.amount_minor), *back.moves)
    return (Post(accounts.gateway(payment.currency, payment.provider), customer, back.amount_minor, "refund"),)


def _told(back: Back, refund_id: UUID, is_asked: bool) -> Event:
    payment, amount = back.payment, Money(back.amount_minor, back.payment.currency)
    if is_asked:
        return RefundRequested(payment.order_id, payment.id, refund_id, amount)
    return RefundDone(payment.order_id, refund_id, amount)
