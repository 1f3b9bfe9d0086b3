"""Settle: the one finaliser of a payment. The shopper's return and the provider's webhook both end here."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record, story_of
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.kernel.states import IllegalMove, move
from duken.ledger.entries import Account, Chain, Post
from duken.ledger.post import post
from duken.payments import accounts
from duken.payments.errors import PaymentMissing, TenderUnknown, WrongAmount
from duken.payments.events import PaymentCaptured, PaymentFailed, PaymentMismatched, PaymentVoided
from duken.payments.models import Payment
from duken.payments.provider import OWN_METHODS, TENDERS, Notice, provider_for
from duken.payments.states import PAYMENT_MOVES


def settle_payment(notice: Notice, *, by: Actor) -> bool:
    """Make true what the provider says. True when something changed; repeats and late news change nothing.

    An outcome that is neither captured nor failed is no news. Raises PaymentMissing, WrongAmount (the provider moved
    another sum than was asked for: it stands in the story of the order, and a person must look).
    """
    by.require("payments.take")
    if notice.outcome not in ("captured", "failed"):
        return False
    with transaction.atomic():
        payment = _locked(notice.payment_id)
        if notice.outcome == "failed":
            return payment.status == "started" and _fail(payment, notice.reason, by)
        if payment.status == "captured":
            return False
        expected = Money(payment.amount_minor, payment.currency)
        if agrees := notice.amount == expected:
            where = accounts.gateway(payment.currency, payment.provider)
            _capture(payment, where, by, reference=notice.reference or payment.reference)
        else:
            _note_mismatch(PaymentMismatched(payment.order_id, payment.pk, expected, notice.amount), by)
    if not agrees:
        raise WrongAmount(expected.minor, notice.amount.minor)
    return True


def ask_and_settle(payment_id: UUID, *, by: Actor) -> bool:
    """Ask the provider what became of a payment and make it true: for the shopper's return and lost webhooks.

    True when something changed. Raises PaymentMissing, ProviderUnreachable, WrongAmount.
    """
    assert not connection.in_atomic_block, "no call across the network inside a transaction"
    payment = Payment.objects.filter(pk=payment_id).first()
    provider = provider_for(payment.method) if payment else None
    if payment is None:
        raise PaymentMissing
    if provider is None or not payment.reference:
        return False
    return settle_payment(provider.ask(payment_id, payment.reference), by=by)


def take_payment(payment_id: UUID, *, tender: str, location_id: UUID, by: Actor) -> bool:
    """A person of ours has taken the money at a counter or a door. False when it had been taken before.

    Raises PaymentMissing, TenderUnknown, IllegalMove (the order was cancelled meanwhile).
    """
    by.require("payments.take", store=location_id)
    if tender not in TENDERS:
        raise TenderUnknown(tender)
    with transaction.atomic():
        payment = _locked(payment_id)
        if payment.method in OWN_METHODS:
            raise PaymentMissing
        if payment.status == "captured":
            return False
        if payment.status != "started":
            raise IllegalMove("payment", payment.status, "captured")
        _capture(payment, accounts.drawer(payment.currency, location_id), by, tender=tender)
    return True


def void_payment(payment_id: UUID, *, by: Actor) -> bool:
    """The money is not wanted any more. False when it had come already (refund it) or was voided before."""
    by.require("orders.cancel")
    with transaction.atomic():
        payment = _locked(payment_id)
        if payment.status != "started":
            return False
        move(Payment, payment.pk, "voided", PAYMENT_MOVES, noun="payment")
        record(PaymentVoided(payment.order_id, payment.pk), by=by)
    return True


def change_amount(payment_id: UUID, *, amount: Money, by: Actor) -> bool:
    """Another sum is to be paid (a line was cut). Only while nothing was paid; False when it is too late."""
    by.require("orders.change")
    rows = Payment.objects.filter(pk=payment_id, status="started", redirect_url="", currency=amount.currency)
    return bool(rows.update(amount_minor=amount.minor))


def _locked(payment_id: UUID) -> Payment:
    payment = Payment.objects.select_for_update().filter(pk=payment_id).first()
    if payment is None:
        raise PaymentMissing
    return payment


def _fail(payment: Payment, reason: str, by: Actor) -> bool:
    move(Payment, payment.pk, "failed", PAYMENT_MOVES, noun="payment")
    record(PaymentFailed(payment.order_id, payment.pk, reason[:200]), by=by)
    return True


def _note_mismatch(mismatch: PaymentMismatched, by: Actor) -> None:
    """Once, however often the provider repeats it."""
    told = story_of(mismatch.aggregate, mismatch.order_id)
    reported = {"minor": mismatch.reported.minor, "currency": mismatch.reported.currency}
    if not any(one.name == mismatch.name() and one.facts["reported"] == reported for one in told):
        record(mismatch, by=by)


def _capture(payment: Payment, where: Account, by: Actor, **columns: str) -> None:
    move(
        Payment,
        payment.pk,
        "captured",
        PAYMENT_MOVES,
        noun="payment",
        captured_minor=payment.amount_minor,
        captured_at=clock.now(),
        **columns,
    )
    if payment.amount_minor:
        movement = Post(accounts.customer(payment.currency), where, payment.amount_minor, "payment")
        [answer] = post(
            [Chain(f"payment:{payment.pk}", f"order:{payment.order_id}", (movement,))], by=by.lend("ledger.post")
        )
        if isinstance(answer, Refusal):
            raise answer
    amount = Money(payment.amount_minor, payment.currency)
    record(PaymentCaptured(payment.order_id, payment.pk, amount, payment.method), by=by)
