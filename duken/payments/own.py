"""What gift cards and store credit pay of an order: held when it is placed, taken when the goods change hands."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.money import Money
from duken.kernel.states import move
from duken.ledger.entries import Capture, HoldId, Post, Release, Transfer
from duken.payments import accounts
from duken.payments.events import PaymentCaptured, PaymentVoided
from duken.payments.gift_cards.claims import source_of, spent_by
from duken.payments.models import Payment
from duken.payments.provider import OWN_METHODS
from duken.payments.states import PAYMENT_MOVES


def take_what_is_held(order_id: UUID, *, total_minor: int, by: Actor) -> list[Transfer]:
    """The payments of cards and credit, taken as far as the total asks for them beside the others.

    Answers what the caller posts in the same transaction: the holds' end, and the money.
    """
    assert connection.in_atomic_block, "the payments and their transfers become true together"
    payments = Payment.objects.select_for_update().filter(order_id=order_id).order_by("pk")
    left, mine = total_minor, []
    for payment in payments:
        if payment.method in OWN_METHODS and payment.status == "started":
            mine.append(payment)
        else:
            left -= _paid_or_due(payment)
    transfers: list[Transfer] = []
    for payment in mine:
        part = min(payment.amount_minor, max(left, 0))
        left -= part
        transfers += _take(payment, part, by) if part else _leave(payment, by)
    return transfers


def still_paid_by_own(order_id: UUID) -> int:
    """What cards and credit pay or have paid of an order; one statement."""
    rows = Payment.objects.filter(order_id=order_id, method__in=OWN_METHODS)
    return sum(_paid_or_due(payment) for payment in rows)


def back_where_it_was(payment: Payment, amount_minor: int) -> Post:
    """What a refund puts on the card, or to the customer's credit."""
    assert payment.source_id, "what lies with us lies somewhere"
    source = source_of(payment.method, payment.currency, payment.source_id)
    return Post(spent_by(payment.method, payment.currency), source, amount_minor, "refund")


def _paid_or_due(payment: Payment) -> int:
    if payment.status == "started":
        return payment.amount_minor
    return payment.captured_minor - payment.refunded_minor


def _take(payment: Payment, part: int, by: Actor) -> list[Transfer]:
    move(
        Payment,
        payment.pk,
        "captured",
        PAYMENT_MOVES,
        noun="payment",
        amount_minor=part,
        captured_minor=part,
        captured_at=clock.now(),
    )
    record(PaymentCaptured(payment.order_id, payment.pk, Money(part, payment.currency), payment.method), by=by)
    where = accounts.had_with_us(payment.currency, payment.method)
    return [
        Capture(HoldId(UUID(payment.reference)), part),
        Post(accounts.customer(payment.currency), where, part, "payment"),
    ]


def _leave(payment: Payment, by: Actor) -> list[Transfer]:
    move(Payment, payment.pk, "voided", PAYMENT_MOVES, noun="payment")
    record(PaymentVoided(payment.order_id, payment.pk), by=by)
    return [Release(HoldId(UUID(payment.reference)), "nothing is due")]
