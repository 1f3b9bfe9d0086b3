"""Which payments money went back from: each order's goods against what was paid for it. Pure."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import NamedTuple
from uuid import UUID

from duken.payments.provider import OWN_METHODS
from duken.payments.reads import PaymentRead
from duken.returns.brought import Way

ORIGINAL = "original"


class Part(NamedTuple):
    """Some of the money of a way; `payment` None: of goods nobody knows a payment for."""

    way: Way
    payment: PaymentRead | None
    amount_minor: int
    is_way_it_came: bool = False


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
                parts.append(Part(way, payment, part, is_back))
        if rest:
            parts.append(Part(way, None, rest))
    return parts


def _candidates(way: Way, payments: Sequence[PaymentRead]) -> list[PaymentRead]:
    """The payment that is named; or those paid in the same way first. What a card or credit paid goes there only."""
    if way.method == ORIGINAL:
        return [one for one in payments if one.id == way.payment_id and (one.provider or one.method in OWN_METHODS)]
    fitting = [one for one in payments if one.method not in OWN_METHODS or one.source_id in way.cards]
    return sorted(fitting, key=lambda one: (way.method not in (one.tender, one.method), bool(one.provider)))
