"""Which payments money went back from: each order's goods against what was paid for it. Pure."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import NamedTuple
from uuid import UUID

from duken.payments.provider import ON_ACCOUNT, OWN_METHODS
from duken.payments.reads import PaymentRead
from duken.returns.brought import Way

ORIGINAL = "original"


class Part(NamedTuple):
    """Some of the money of a way; `payment` None: of goods nobody knows a payment for.

    `is_paid_out`: a card or credit had paid, and the money was given in another way all the same.
    """

    way: Way
    payment: PaymentRead | None
    amount_minor: int
    is_way_it_came: bool = False
    is_paid_out: bool = False


def allot(
    ways: Sequence[Way],
    owed: MutableMapping[UUID, int],
    payments: Sequence[PaymentRead],
    left: MutableMapping[UUID, int],
) -> list[Part]:
    """`owed` is what came back of each order, `left` what may go back of each payment: both go down."""
    parts: list[Part] = []
    for way in ways:
        rest = way.amount_minor
        for payment in _candidates(way, payments):
            part = min(rest, owed.get(payment.order_id, 0), left[payment.id])
            if part > 0:
                rest -= part
                owed[payment.order_id] -= part
                left[payment.id] -= part
                is_back = way.method == ORIGINAL or payment.method in OWN_METHODS
                parts.append(Part(way, payment, part, is_back, _is_paid_out(way, payment)))
        if rest:
            parts.append(Part(way, None, rest))
    return parts


def _candidates(way: Way, payments: Sequence[PaymentRead]) -> list[PaymentRead]:
    """The payment that is named; or those paid in the same way first, and last what another card or credit paid: it
    should have gone back there, but it has been given, and is not given twice. What a company owes it goes on owing."""
    if way.method == ORIGINAL:
        return [one for one in payments if one.id == way.payment_id and (one.provider or one.method in OWN_METHODS)]
    fitting = [one for one in payments if one.method != ON_ACCOUNT]
    return sorted(fitting, key=lambda one: _rank(way, one))


def _rank(way: Way, payment: PaymentRead) -> tuple[bool, bool, bool]:
    return _is_paid_out(way, payment), way.method not in (payment.tender, payment.method), bool(payment.provider)


def _is_paid_out(way: Way, payment: PaymentRead) -> bool:
    return way.method != ORIGINAL and payment.method in OWN_METHODS and payment.source_id not in way.cards
