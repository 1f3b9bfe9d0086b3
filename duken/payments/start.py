"""Start payments: write down what is to be paid, then (outside that transaction) announce it to the provider."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db import connection

from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.money import Money
from duken.payments.errors import PaymentMissing
from duken.payments.models import Payment
from duken.payments.provider import provider_for


@dataclass(frozen=True, slots=True)
class PaymentDraft:
    """What is to be paid for one order, and how."""

    order_id: UUID
    method: str
    amount: Money
    id: UUID = field(default_factory=ids.new_id)
    reference: str = ""  # of what lies with us: the hold in the order's chain
    source_id: UUID | None = None


def start_payments(drafts: Sequence[PaymentDraft], *, by: Actor) -> None:
    """Write the payments of a batch of orders, in the transaction of the orders; one statement."""
    by.require("orders.place")
    if not drafts:
        return
    now = clock.now()
    providers = [provider_for(draft.method) for draft in drafts]
    sql.insert(
        "payments_payment",
        {
            "id": ("uuid", [draft.id for draft in drafts]),
            "order_id": ("uuid", [draft.order_id for draft in drafts]),
            "method": ("text", [draft.method for draft in drafts]),
            "provider": ("text", [provider.code if provider else "" for provider in providers]),
            "tender": ("text", sql.Same("")),
            "currency": ("text", [draft.amount.currency for draft in drafts]),
            "amount_minor": ("bigint", [draft.amount.minor for draft in drafts]),
            "captured_minor": ("bigint", sql.Same(0)),
            "refunded_minor": ("bigint", sql.Same(0)),
            "status": ("text", sql.Same("started")),
            "reference": ("text", [draft.reference for draft in drafts]),
            "source_id": ("uuid", [draft.source_id for draft in drafts]),
            "redirect_url": ("text", sql.Same("")),
            "created_at": ("timestamptz", sql.Same(now)),
        },
    )


def announce_payment(payment_id: UUID, *, title: str, return_url: str) -> str:
    """Tell the provider; answers the page where the shopper pays. Repeating answers the same page.

    `title` is what the shopper reads there. Raises PaymentMissing, ProviderUnreachable.
    """
    assert not connection.in_atomic_block, "no call across the network inside a transaction"
    payment = Payment.objects.filter(pk=payment_id).first()
    provider = provider_for(payment.method) if payment else None
    if payment is None or provider is None:
        raise PaymentMissing
    if payment.redirect_url:
        return payment.redirect_url
    amount = Money(payment.amount_minor, payment.currency)
    started = provider.start(
        payment_id,
        amount=amount,
        title=title,
        return_url=return_url,
        webhook_url=f"{settings.PUBLIC_URL}/webhooks/payments/{provider.code}/",
    )
    # A line may have been cut meanwhile: what the provider was told is what it will take; the rest goes back then.
    Payment.objects.filter(pk=payment_id, redirect_url="").update(
        reference=started.reference, redirect_url=started.redirect_url, amount_minor=amount.minor
    )
    return started.redirect_url
