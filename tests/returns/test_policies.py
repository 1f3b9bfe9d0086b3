"""What goods may still bring where money of their order went back without them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from duken.kernel import ids
from duken.payments.reads import PaymentRead
from duken.returns.policies import most_for_goods

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def paid(captured: int, refunded: int, status: str = "captured") -> PaymentRead:
    return PaymentRead(
        ids.new_id(), ids.new_id(), "till", "", "cash", "GBP", captured, captured, refunded, status, "", "", NOW, NOW,
        None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("payments", "paid_back", "most"),
    [
        ([paid(1000, 0)], 0, None),
        ([paid(1000, 400)], 400, None),  # all of it for goods
        ([paid(995, 495)], 497, None),  # cash came in whole coins, and went back in them
        ([paid(1000, 400)], 300, 600),
        ([paid(1000, 1000), paid(500, 0)], 0, 500),
        ([paid(1000, 1000)], 0, 0),
        ([paid(1000, 400, "voided")], 0, None),
        ([], 0, None),  # what was sold elsewhere has no payments here
    ],
)
def test_only_money_that_went_back_without_goods_is_a_limit(
    payments: list[PaymentRead], paid_back: int, most: int | None
) -> None:
    assert most_for_goods(payments, paid_back) == most
