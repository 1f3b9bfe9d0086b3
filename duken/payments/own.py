"""What gift cards, credit and a company's account pay of an order: held when it is placed, taken at the hand-over."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from duken.customers.companies.reads import companies_with_ids
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.money import Money
from duken.kernel.states import move
from duken.ledger.entries import Account, Capture, HoldId, Post, Release, Transfer
from duken.payments import accounts
from duken.payments.claims import source_of, spent_by
from duken.payments.events import PaymentCaptured, PaymentVoided
from duken.payments.gift_cards import accounts as cards
from duken.payments.models import Payment
from duken.payments.provider import ON_ACCOUNT, OWN_METHODS
from duken.payments.reads import PaymentRead
from duken.payments.states import PAYMENT_MOVES


def take_what_is_held(order_id: UUID, *, total_minor: int, today: date, by: Actor) -> list[Transfer]:
    """The payments of cards, credit and accounts, taken as far as the total asks for them beside the others.

    `today` is the day where the goods change hands: from it a company has its time to pay. Answers what the
    caller posts in the same transaction: the holds' end, and the money.
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
        transfers += _take(payment, part, today, by) if part else _leave(payment, by)
    return transfers


def still_paid_by_own(order_id: UUID) -> int:
    """What cards, credit and accounts pay or have paid of an order; one statement."""
    rows = Payment.objects.filter(order_id=order_id, method__in=OWN_METHODS)
    return sum(_paid_or_due(payment) for payment in rows)


def back_where_it_was(payment: Payment | PaymentRead, amount_minor: int) -> Post:
    """What a refund puts on the card, to the customer's credit, or lets the company order again."""
    assert payment.source_id, "what lies with us lies somewhere"
    source = source_of(payment.method, payment.currency, payment.source_id)
    return Post(spent_by(payment.method, payment.currency), source, amount_minor, "refund")


def pay_out(payment: PaymentRead, amount_minor: int, *, out_of: Account) -> tuple[Post, Post]:
    """What a refund has put back there, given to the buyer out of another account at once: it buys nothing more."""
    back = back_where_it_was(payment, amount_minor)
    outside = cards.outside(back.target.book, payment.currency, "paid_out")
    return (
        Post(back.target, outside, amount_minor, "paid_out"),
        Post(out_of, where_it_lies(payment), amount_minor, "paid_out"),
    )


def where_it_lies(payment: Payment | PaymentRead) -> Account:
    """The money of such a payment: had before by us, or owed by a company."""
    if payment.method == ON_ACCOUNT:
        assert payment.source_id, "a company pays on account"
        return accounts.receivable(payment.currency, payment.source_id)
    return accounts.had_with_us(payment.currency, payment.method)


def _paid_or_due(payment: Payment) -> int:
    if payment.status == "started":
        return payment.amount_minor
    return payment.captured_minor - payment.refunded_minor


def _take(payment: Payment, part: int, today: date, by: Actor) -> list[Transfer]:
    move(
        Payment,
        payment.pk,
        "captured",
        PAYMENT_MOVES,
        noun="payment",
        amount_minor=part,
        captured_minor=part,
        captured_at=clock.now(),
        due_on=_due_on(payment, today),
    )
    record(PaymentCaptured(payment.order_id, payment.pk, Money(part, payment.currency), payment.method), by=by)
    return [
        Capture(HoldId(UUID(payment.reference)), part),
        Post(accounts.customer(payment.currency), where_it_lies(payment), part, "payment"),
    ]


def _due_on(payment: Payment, today: date) -> date | None:
    if payment.method != ON_ACCOUNT:
        return None
    assert payment.source_id, "a company pays on account"
    return today + timedelta(days=companies_with_ids([payment.source_id])[payment.source_id].terms_days)


def _leave(payment: Payment, by: Actor) -> list[Transfer]:
    move(Payment, payment.pk, "voided", PAYMENT_MOVES, noun="payment")
    record(PaymentVoided(payment.order_id, payment.pk), by=by)
    return [Release(HoldId(UUID(payment.reference)), "nothing is due")]
