"""Coupons, points and budgets wanted by many at the same moment, over HTTP and several processes: never given twice."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from duken.kernel import ids
from duken.kernel.actor import system
from duken.kernel.money import Money
from duken.loyalty.reads import points_of
from duken.payments.gift_cards.credit import grant_credit
from duken.payments.gift_cards.issue import issue_gift_cards
from duken.payments.gift_cards.reads import credit_of, gift_cards
from duken.promotions._snapshot import FRESH_SECONDS
from duken.promotions.reads import promotion
from tests.races import table
from tests.races.shop import Shop
from tests.races.swarm import Record, api_ask, rush

Verify = Callable[[str], None]
BUYERS = 200
BY = system("tests")
TEN = {"type": "percent", "basis_points": 1000}


def buy(shop: Shop, race: str, sku: str, buyers: int, **wishes: Any) -> Record:
    """So many buyers want one each, all with the same coupon, points or promotion."""
    body = {
        "channel": "web",
        "lines": [{"sku": sku, "quantity": 1}],
        "contact": {"name": "Buyer", "email": f"{race}@example.com"},
        "delivery": {"method": "pickup", "store": "auto"},
        "confirm_repeat": True,
    } | wishes
    asks = [api_ask("/api/v1/orders", body, shop.secret, key=f"{race}-{number}") for number in range(buyers)]
    return rush(shop, asks)


def offered(make: Any, code: str, **terms: Any) -> Any:
    """A promotion on one article; every process knows of it when this ends."""
    found = make.promotion(code, TEN, goods={"skus": [code]}, **terms)
    time.sleep(FRESH_SECONDS + 0.5)
    return found


def codes(record: Record) -> Counter[str]:
    return Counter(answer.code for answer in record.told(409))


def test_a_coupon_with_one_use_is_one_order(shop: Shop, make: Any, verify: Verify) -> None:
    race, sku = "1 use for 200", "COUPON-1"
    make.selling(sku, price_minor=500, stock=BUYERS)
    make.coupon(offered(make, sku, when={"needs_coupon": True}), "RACE1")

    record = buy(shop, "coupon", sku, BUYERS, coupons=["race1"])

    table.ran(race, record, supply=1, sold=len(record.told(201)), refused=len(record.told(409)))
    assert record.statuses() == {201: 1, 409: BUYERS - 1}
    assert set(codes(record)) == {"promotions.coupon_used_up"}
    assert [answer.json()["total_minor"] for answer in record.told(201)] == [450]
    verify(race)


def test_a_budget_is_never_exceeded(shop: Shop, make: Any, verify: Verify) -> None:
    """20.30 for 0.50 each: 40 get it whole, at most one the last 0.30; who comes too late hears the new total."""
    race, sku = "20.30 for 200", "BUDGET-1"
    make.selling(sku, price_minor=500, stock=BUYERS)
    budget = offered(make, sku, budget_minor=2030)

    record = buy(shop, "budget", sku, BUYERS, expected_total_minor=450)

    left = promotion(budget.id, by=BY).left_budget_minor
    given = [500 - answer.json()["total_minor"] for answer in record.told(201)]
    table.ran(race, record, supply=40, sold=len(given), refused=len(record.told(409)))
    assert (record.errors, given, left) == (0, [50] * 40, 30)
    assert set(codes(record)) <= {"orders.promotion_ended", "orders.total_changed"}
    verify(race)


def test_points_are_spent_once(shop: Shop, make: Any, verify: Verify) -> None:
    """500 points, 200 orders that spend 200 each at the same moment: two."""
    race, sku, member = "500 points for 200", "POINTS-1", ids.new_id()
    make.selling(sku, price_minor=500, stock=BUYERS)
    make.programme()
    make.points(member, 500)
    time.sleep(FRESH_SECONDS + 0.5)

    record = buy(shop, "points", sku, BUYERS, customer=ids.show("cus", member), points=200)

    there = points_of(member, currency="GBP", by=BY)
    table.ran(race, record, supply=2, sold=len(record.told(201)), refused=len(record.told(409)))
    assert (record.statuses(), set(codes(record))) == ({201: 2, 409: BUYERS - 2}, {"loyalty.not_enough_points"})
    assert (there.posted, there.held) == (500, 400)
    verify(race)


def test_a_gift_card_is_spent_once(shop: Shop, make: Any, verify: Verify) -> None:
    """12.00 on it, 200 orders that would take 5.00 each: 5, 5 and the last 2 at most; what is over is refused."""
    race, sku = "12.00 card for 200", "CARD-1"
    make.selling(sku, price_minor=500, stock=BUYERS)
    [card] = issue_gift_cards(1, each=Money(1200, "GBP"), batch=race, by=BY)

    record = buy(shop, "card", sku, BUYERS, payment={"method": "on_collection", "gift_cards": [card.code]})

    paid = [answer.json()["payment"]["own_minor"] for answer in record.told(201)]
    [there] = gift_cards(ids=[card.id], by=BY)
    table.ran(race, record, supply=1200, sold=sum(paid), refused=len(record.told(409)))
    assert (record.errors, set(codes(record))) == (0, {"gift_cards.empty"})
    assert (there.left.minor + sum(paid), there.held.minor) == (1200, sum(paid))
    assert sum(part == 500 for part in paid) == 2
    verify(race)


def test_what_each_person_may_use_once_is_one_order_of_theirs(shop: Shop, make: Any, verify: Verify) -> None:
    race, sku, member = "1 a person for 200", "LIMIT-1", ids.new_id()
    make.selling(sku, price_minor=500, stock=BUYERS)
    offered(make, sku, uses_per_customer=1)

    record = buy(shop, "limit", sku, BUYERS, customer=ids.show("cus", member), expected_total_minor=450)

    table.ran(race, record, supply=1, sold=len(record.told(201)), refused=len(record.told(409)))
    assert record.statuses() == {201: 1, 409: BUYERS - 1}
    assert set(codes(record)) <= {"orders.promotion_ended", "orders.total_changed"}
    verify(race)


def test_credit_is_spent_once(shop: Shop, make: Any, verify: Verify) -> None:
    """12.00 of credit, 200 orders that would take 5.00 each: 5, 5 and the last 2 at most."""
    race, sku, member = "12.00 credit for 200", "CREDIT-1", ids.new_id()
    make.selling(sku, price_minor=500, stock=BUYERS)
    grant_credit(member, amount=Money(1200, "GBP"), reason="late", key=race, by=BY)

    wish = {"method": "on_collection", "credit_minor": 500}
    record = buy(shop, "credit", sku, BUYERS, customer=ids.show("cus", member), payment=wish)

    paid = [answer.json()["payment"]["own_minor"] for answer in record.told(201)]
    left = credit_of(member, "GBP", by=BY).minor
    table.ran(race, record, supply=1200, sold=sum(paid), refused=len(record.told(409)))
    assert (record.errors, set(codes(record))) == (0, {"gift_cards.not_enough_credit"})
    assert (left + sum(paid), sum(part == 500 for part in paid)) == (1200, 2)
    verify(race)
