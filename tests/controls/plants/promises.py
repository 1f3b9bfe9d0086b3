"""Bugs planted in what an order takes besides stock: coupons, uses, budgets, points, gift cards, credit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

from duken.ledger.claims import Claim
from duken.loyalty import claims as points
from duken.payments import claims as own
from duken.payments.gift_cards import accounts as accounts_of_cards
from duken.payments.provider import GIFT_CARD, ON_ACCOUNT, STORE_CREDIT
from duken.promotions import accounts, claims
from tests.controls.planting import instead, plant

CLAIMS = "tests/orders/test_claims.py"
CARDS = "tests/payments/test_gift_cards.py"
LATER = "tests/payments/test_on_account.py"


def _without(is_forgotten: Callable[[Claim], bool]) -> AbstractContextManager[None]:
    """An order does not take what its promotions say it takes."""
    careful = claims.claims_of

    def forgetful(used: Any, *, customer_id: Any) -> list[Claim]:
        return [claim for claim in careful(used, customer_id=customer_id) if not is_forgotten(claim)]

    return instead(careful, forgetful)


@plant(f"{CLAIMS}::test_a_coupon_with_one_use_is_one_order_of_a_batch", because="assert ")
def coupon_not_taken() -> Iterator[None]:
    """An order does not take the use of its coupon."""
    with _without(lambda claim: claim.kind == claims.COUPON):
        yield


@plant(f"{CLAIMS}::test_a_budget_is_never_exceeded_whoever_comes_at_once", because="assert ")
def budget_not_taken() -> Iterator[None]:
    """An order does not take what its promotion gives from the promotion's budget."""
    with _without(lambda claim: claim.source.book == accounts.BUDGET):
        yield


@plant(f"{CLAIMS}::test_what_each_person_may_use_once_is_theirs_once_and_needs_a_person", because="assert ")
def limit_of_a_person_not_taken() -> Iterator[None]:
    """An order does not take the use its buyer has of a promotion that each person may use so often."""
    with _without(lambda claim: claim.source.bucket == "customer"):
        yield


@plant(f"{CLAIMS}::test_points_are_held_with_the_order_and_spent_when_it_is_handed_over", because="assert ")
def points_not_taken() -> Iterator[None]:
    """An order does not hold the points that pay for it."""
    with instead(points.claim_points, lambda *_: []):
        yield


@plant(f"{CARDS}::test_one_card_wanted_twice_at_once_pays_once", because="assert ")
def gift_card_not_taken() -> Iterator[None]:
    """What a gift card pays is not held on the card."""
    with _paid_from_nowhere(GIFT_CARD):
        yield


@plant(f"{CARDS}::test_credit_wanted_twice_at_once_is_spent_once", because="assert ")
def credit_not_taken() -> Iterator[None]:
    """What credit pays is not held on the customer's account."""
    with _paid_from_nowhere(STORE_CREDIT):
        yield


@plant(f"{LATER}::test_two_orders_of_one_batch_against_the_last_of_the_limit_are_one", because="assert ")
def limit_not_taken() -> Iterator[None]:
    """What a company takes on account is not held on its limit."""
    with _paid_from_nowhere(ON_ACCOUNT):
        yield


def _paid_from_nowhere(method: str) -> AbstractContextManager[None]:
    """Whatever is paid by this method comes from where such money is issued, which has no end."""
    careful = own.source_of

    def careless(asked: str, currency: str, source_id: Any) -> Any:
        source = careful(asked, currency, source_id)
        return accounts_of_cards.outside(source.book, currency, "issued") if asked == method else source

    return instead(careful, careless)
