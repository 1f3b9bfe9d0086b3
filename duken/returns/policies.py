"""What goods of an order may still bring, where money of it was given back without goods. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from duken.payments.reads import PaymentRead


def most_for_goods(payments: Iterable[PaymentRead], paid_back_minor: int) -> int | None:
    """What is left of an order's payments, if more went back of them than its goods account for; None: no limit but
    what each line was worth. `paid_back_minor` was given for its goods."""
    captured = [one for one in payments if one.status == "captured"]
    refunded = sum(one.refunded_minor for one in captured)
    if refunded <= paid_back_minor:
        return None
    return sum(one.captured_minor for one in captured) - refunded
