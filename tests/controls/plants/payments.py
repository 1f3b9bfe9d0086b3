"""Bugs planted in payments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from unittest import mock

from standardwebhooks.webhooks import Webhook

from duken.kernel.money import Money
from duken.payments import settle
from duken.payments.reads import payment
from tests.controls.planting import dropped, instead, plant, saying

SETTLE = "tests/payments/test_settle.py"
DATABASE = "tests/kernel/test_the_database_knows.py::test_the_database_itself_refuses"


@plant(f"{SETTLE}::test_return_and_webhook_at_the_same_moment_settle_once", because="illegal_move", runs=12)
def two_finalisers() -> Iterator[None]:
    """The payment is not locked while it is settled: the shopper's return and the webhook both go ahead."""
    with saying(r'(FROM "payments_payment"[^;]*?) FOR UPDATE', r"\1"):
        yield


@plant(f"{SETTLE}::test_never_more_goes_back_than_came", because="payments_refunded_within_captured")
def refund_beyond_captured() -> Iterator[None]:
    """A refund is taken without testing, in the same statement, that so much was captured."""
    with saying(r'(UPDATE "payments_payment".*?)("payments_payment"\."captured_minor" >= \(.*?\))', r"\1(\2 OR true)"):
        yield


@plant(f"{DATABASE}[payments_refunded_within_captured]", because="DID NOT RAISE")
def refund_beyond_captured_in_the_database() -> Iterator[None]:
    """The CHECK that no more is refunded than was captured is gone."""
    dropped("constraint", "payments_refunded_within_captured", "payments_payment")
    yield


@plant(
    "tests/payments/test_refund_keys.py::test_another_sum_under_the_same_key_is_refused", because="payments_refund_key"
)
def refund_key_not_looked_up() -> Iterator[None]:
    """Nobody looks whether a refund was asked for under this key before."""
    with saying(r'(FROM "payments_refund" WHERE )("payments_refund"\."key" = %s)', r"\1\2 AND false"):
        yield


@plant(f"{SETTLE}::test_a_well_told_lie_that_the_gateway_did_not_sign_is_refused", because="assert (204")
def signature_not_checked() -> Iterator[None]:
    """A webhook is believed whoever has signed it."""
    with mock.patch.object(Webhook, "verify", return_value=None):
        yield


@plant(f"{SETTLE}::test_another_sum_than_was_asked_for_is_not_taken", because="DID NOT RAISE")
def any_sum_is_taken() -> Iterator[None]:
    """The sum a provider reports is not compared with the sum that was asked for."""
    careful = settle.settle_payment

    def trusting(notice: Any, *, by: Any) -> bool:
        asked = payment(notice.payment_id)
        assert asked is not None
        return careful(replace(notice, amount=Money(asked.amount_minor, asked.currency)), by=by)

    with instead(careful, trusting):
        yield
