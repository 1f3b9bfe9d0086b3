"""The key of a refund: pressed twice, paid back once; another sum under it is another refund, and refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from duken.kernel import ids, sql
from duken.kernel.money import Money
from duken.payments.errors import RefundKeyReused
from duken.payments.reads import payment
from duken.payments.refund import refund_payment
from duken.payments.settle import take_payment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paid(make: Any) -> Any:
    make.selling("TEA", price_minor=500, stock=5)
    placed = make.order("TEA", quantity=2)
    take_payment(placed.payment_id, tender="cash", location_id=placed.location_id, by=make.by)
    return placed


def test_another_sum_under_the_same_key_is_refused(make: Any, paid: Any) -> None:
    def give_back(minor: int) -> UUID:
        amount = Money(minor, "GBP")
        return refund_payment(
            paid.payment_id, amount=amount, reason="test", key="once", location_id=paid.location_id, by=make.by
        )

    give_back(300)
    with pytest.raises(RefundKeyReused):
        give_back(301)

    assert payment(paid.payment_id).refunded_minor == 300


def test_a_refund_leaves_one_row_in_the_audit_trail(make: Any, paid: Any) -> None:
    for _ in range(2):
        refund_payment(
            paid.payment_id,
            amount=Money(300, "GBP"),
            reason="kind",
            key="one",
            location_id=paid.location_id,
            by=make.by,
        )

    trail = sql.rows(
        "SELECT actor, subject, facts->>'amount_minor' FROM access_auditentry WHERE act = 'payments.refund'"
    )
    assert trail == [(make.by.id, ids.show("pay", paid.payment_id), "300")]


def test_one_refund_from_many_hands_is_paid_back_once(make: Any, paid: Any) -> None:
    ready = Barrier(6)

    def give_back(_: int) -> UUID:
        try:
            connection.ensure_connection()
            ready.wait(30)
            return refund_payment(
                paid.payment_id,
                amount=Money(600, "GBP"),
                reason="test",
                key="once",
                location_id=paid.location_id,
                by=make.by,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        refunds = set(threads.map(give_back, range(6)))

    assert len(refunds) == 1
    assert payment(paid.payment_id).refunded_minor == 600
