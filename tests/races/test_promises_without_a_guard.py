"""The controls of what is promised once: whoever looks away from one book gives from it what is not there."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from duken.kernel import ids
from duken.kernel.money import Money
from duken.payments.gift_cards.credit import grant_credit
from duken.payments.gift_cards.issue import issue_gift_cards
from duken.promotions._snapshot import FRESH_SECONDS
from tests.races import table
from tests.races.shop import Shop
from tests.races.test_promises_are_given_once import BY, TEN, buy
from tests.races.test_supply_is_sold_exactly import FLOOR

BUYERS, REPEATS = 60, 5
Wishes = dict[str, Any]
Promise = Callable[[Any, str], Wishes]


def _coupon(make: Any, sku: str) -> Wishes:
    make.coupon(make.promotion(sku, TEN, goods={"skus": [sku]}, when={"needs_coupon": True}), sku)
    return {"coupons": [sku]}


def _budget(make: Any, sku: str) -> Wishes:
    make.promotion(sku, TEN, goods={"skus": [sku]}, budget_minor=50)
    return {"expected_total_minor": 450}


def _limit(make: Any, sku: str) -> Wishes:
    make.promotion(sku, TEN, goods={"skus": [sku]}, uses_per_customer=1)
    return {"customer": ids.show("cus", ids.new_id()), "expected_total_minor": 450}


def _points(make: Any, sku: str) -> Wishes:
    member = ids.new_id()
    make.programme()
    make.points(member, 300)
    return {"customer": ids.show("cus", member), "points": 200}


def _gift_card(make: Any, sku: str) -> Wishes:
    [card] = issue_gift_cards(1, each=Money(500, "GBP"), batch=sku, by=BY)
    return {"payment": {"method": "on_collection", "gift_cards": [card.code]}}


def _credit(make: Any, sku: str) -> Wishes:
    member = ids.new_id()
    grant_credit(member, amount=Money(500, "GBP"), reason="late", key=sku, by=BY)
    wish = {"method": "on_collection", "credit_minor": 500}
    return {"customer": ids.show("cus", member), "payment": wish}


@pytest.mark.parametrize(
    ("race", "book", "promise"),
    [
        ("1 use for 200", "coupon", _coupon),
        ("20.30 for 200", "promotion_budget", _budget),
        ("1 a person for 200", "promotion_use", _limit),
        ("500 points for 200", "points", _points),
        ("12.00 card for 200", "giftcard", _gift_card),
        ("12.00 credit for 200", "credit", _credit),
    ],
)
def test_the_control_gives_twice(planted: Shop, make: Any, race: str, book: str, promise: Promise) -> None:
    skus = [f"{book}-{number}".upper() for number in range(REPEATS)]
    make.selling(*skus, price_minor=500, stock=100)
    wishes = [promise(make, sku) for sku in skus]
    time.sleep(FRESH_SECONDS + 0.5)
    planted.plant(f"look_away_from_{book}", without_constraints=(FLOOR,))

    given = [
        [_given(answer.json()) for answer in buy(planted, f"{sku}-", sku, BUYERS, **wish).told(201)]
        for sku, wish in zip(skus, wishes, strict=True)
    ]

    table.caught(race, [sum(each) > 1 for each in given])


def _given(order: Any) -> bool:
    """Whether an order got what there was once."""
    return order["total_minor"] < 500 or order["payment"]["own_minor"] == 500
