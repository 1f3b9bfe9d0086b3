"""Give money back: promised in the books at once, asked of the provider by a job until it answers."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from duken.access import audit
from duken.kernel import clock, ids
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.events import record
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.kernel.states import move
from duken.ledger.entries import Account, Chain, Post
from duken.ledger.post import post
from duken.payments import accounts
from duken.payments.errors import PaymentMissing, RefundKeyReused, RefundTooLarge
from duken.payments.events import RefundDone, RefundRequested
from duken.payments.models import Payment, Refund
from duken.payments.own import back_where_it_was, where_it_lies
from duken.payments.provider import OWN_METHODS, provider_for
from duken.payments.states import REFUND_MOVES


def refund_payment(
    payment_id: UUID, *, amount: Money, reason: str, key: str, location_id: UUID | None = None, by: Actor
) -> UUID:
    """Promise money back; answers the refund's id, the same for the same key.

    Money taken at a counter goes back from the drawer of `location_id` and is done at once, what a gift card or
    store credit paid goes back where it was, what a company took on account it no longer owes; a provider is asked
    later, by `ask_provider_to_refund`. Raises PaymentMissing, RefundTooLarge, RefundKeyReused (same key, another sum).
    """
    by.require("payments.refund", store=location_id)
    refuse_card_number("reason", reason)
    with transaction.atomic():
        payment = Payment.objects.select_for_update().filter(pk=payment_id, currency=amount.currency).first()
        if payment is None:
            raise PaymentMissing
        if earlier := Refund.objects.filter(key=key).first():
            if (earlier.payment_id, earlier.amount_minor) != (payment_id, amount.minor):
                raise RefundKeyReused
            return earlier.pk
        # One statement tests and takes: two refunds at once cannot give back more than was captured.
        claimed = amount.minor > 0 and Payment.objects.filter(
            pk=payment_id, captured_minor__gte=F("refunded_minor") + amount.minor
        ).update(refunded_minor=F("refunded_minor") + amount.minor)
        if not claimed:
            raise RefundTooLarge(payment_id, amount.minor)
        refund = Refund.objects.create(
            id=ids.new_id(),
            payment=payment,
            key=key,
            amount_minor=amount.minor,
            reason=reason,
            status="requested" if payment.provider else "done",
            created_at=clock.now(),
            done_at=None if payment.provider else clock.now(),
        )
        _post_refund(payment, refund, location_id, by)
        audit.write("payments.refund", ids.show("pay", payment_id), facts={"amount_minor": amount.minor}, by=by)
        record(RefundRequested(payment.order_id, payment_id, refund.pk, amount), by=by)
    return refund.pk


def ask_provider_to_refund(refund_id: UUID, *, by: Actor) -> bool:
    """Have the provider move a promised refund. False when it was done before. Raises ProviderUnreachable."""
    by.require("payments.refund")
    assert not connection.in_atomic_block, "no call across the network inside a transaction"
    refund = Refund.objects.select_related("payment").filter(pk=refund_id).first()
    if refund is None:
        raise PaymentMissing
    provider = provider_for(refund.payment.method)
    if refund.status == "done" or provider is None:
        return False
    amount = Money(refund.amount_minor, refund.payment.currency)
    reference = provider.refund(refund.payment.reference, amount=amount, key=str(refund.pk))
    with transaction.atomic():
        move(Refund, refund.pk, "done", REFUND_MOVES, noun="refund", reference=reference, done_at=clock.now())
        record(RefundDone(refund.payment.order_id, refund.pk, amount), by=by)
    return True


def _post_refund(payment: Payment, refund: Refund, location_id: UUID | None, by: Actor) -> None:
    source = _where(payment, location_id)
    movements = [Post(source, accounts.customer(payment.currency), refund.amount_minor, "refund")]
    if payment.method in OWN_METHODS:
        movements.append(back_where_it_was(payment, refund.amount_minor))
    chain = Chain(f"refund:{refund.pk}", f"order:{payment.order_id}", tuple(movements))
    [answer] = post([chain], by=by.lend("ledger.post"))
    if isinstance(answer, Refusal):
        raise answer


def _where(payment: Payment, location_id: UUID | None) -> Account:
    if payment.method in OWN_METHODS:
        return where_it_lies(payment)
    if payment.provider:
        return accounts.gateway(payment.currency, payment.provider)
    if location_id is None:
        raise PaymentMissing
    return accounts.drawer(payment.currency, location_id)
