"""What an order takes besides stock is held with it, kept when it is handed over, free again when it is cancelled."""

from __future__ import annotations

from typing import Any

import pytest

from duken.carts.errors import CouponNotApplied
from duken.kernel import ids
from duken.kernel.actor import system
from duken.ledger import verify as ledger
from duken.loyalty.errors import NotEnoughPoints
from duken.loyalty.reads import points_of
from duken.orders.cancel import cancel_order
from duken.orders.confirm import confirm_order
from duken.orders.cut import cut_line
from duken.orders.errors import PromotionEnded
from duken.orders.fulfil import fulfil_order
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.promotions.errors import CouponUnknown, CouponUsedUp
from duken.promotions.reads import promotion

pytestmark = pytest.mark.django_db
BY = system("tests")
TEN = {"type": "percent", "basis_points": 1000}
ARU = ids.new_id()


def place(make: Any, *drafts: dict[str, Any]) -> list[Any]:
    return place_orders([make.order_draft("TEA", **draft) for draft in drafts], by=BY)


def left(code: Any) -> tuple[int | None, int | None]:
    found = promotion(code.id, by=BY)
    return found.left_budget_minor, found.left_uses


def points() -> tuple[int, int]:
    found = points_of(ARU, currency="GBP", by=BY)
    return found.posted, found.held


def test_a_coupon_with_one_use_is_one_order_of_a_batch(make: Any) -> None:
    make.selling("TEA", price_minor=500)
    make.coupon(make.promotion("TEN", TEN, when={"needs_coupon": True}), "ONCE")

    first, second, plain = place(make, {"coupons": ("once",)}, {"coupons": ("ONCE",)}, {})

    assert isinstance(first, OrderRead)
    assert (first.total_minor, first.claims[0][:2]) == (450, ["coupon", "ONCE"])
    assert second == CouponUsedUp("ONCE")
    assert plain.total_minor == 500

    cancel_order(first.id, reason="changed their mind", by=BY)
    [again] = place(make, {"coupons": ("ONCE",)})
    assert again.total_minor == 450


def test_a_coupon_that_does_not_work_refuses_the_order_and_moves_nothing(make: Any) -> None:
    make.selling("TEA", price_minor=500)
    make.coupon(make.promotion("TEN", TEN, when={"needs_coupon": True, "min_sum_minor": 600}), "HELLO")

    answers = place(make, {"coupons": ("HELLO",)}, {"coupons": ("NONSENSE",)})

    assert answers == [CouponNotApplied("HELLO", "sum_too_small"), CouponUnknown("NONSENSE")]


def test_a_budget_is_never_exceeded_whoever_comes_at_once(make: Any) -> None:
    make.selling("TEA", price_minor=500)
    budget = make.promotion("TEN", TEN, budget_minor=120)

    answers = place(make, {}, {}, {})

    assert [isinstance(answer, OrderRead) for answer in answers] == [True, True, False]
    assert answers[2] == PromotionEnded("TEN", 450, 480, "GBP")
    assert left(budget) == (20, None)

    [last], [beyond], [after] = place(make, {}), place(make, {}), place(make, {})  # the next gets the 20 that are left
    assert (last.total_minor, beyond, after.total_minor) == (480, PromotionEnded("TEN", 480, 500, "GBP"), 500)
    assert left(budget) == (0, None)


def test_what_each_person_may_use_once_is_theirs_once_and_needs_a_person(make: Any) -> None:
    make.selling("TEA", price_minor=500)
    make.promotion("TEN", TEN, uses_per_customer=1)

    first, at_once = place(make, {"customer_id": ARU}, {"customer_id": ARU})
    [later], [guest] = place(make, {"customer_id": ARU}), place(make, {})

    assert (first.total_minor, at_once) == (450, PromotionEnded("TEN", 450, 500, "GBP"))
    assert (later.total_minor, guest.total_minor) == (500, 500)


def test_a_first_order_is_one_order(make: Any) -> None:
    make.selling("TEA", price_minor=500)
    make.promotion("HELLO", TEN, when={"is_first_order": True})

    first, at_once = place(make, {"customer_id": ARU}, {"customer_id": ARU})
    assert (first.total_minor, at_once) == (450, PromotionEnded("HELLO", 450, 500, "GBP"))
    [second] = place(make, {"customer_id": ARU})
    assert second.total_minor == 500

    cancel_order(first.id, reason="changed their mind", by=BY)
    cancel_order(second.id, reason="changed their mind", by=BY)
    [again] = place(make, {"customer_id": ARU})
    assert again.total_minor == 450


def test_points_are_held_with_the_order_and_spent_when_it_is_handed_over(make: Any) -> None:
    make.selling("TEA", price_minor=500)
    make.programme()
    make.points(ARU, 300)

    placed, refused = place(make, {"customer_id": ARU, "points": 200}, {"customer_id": ARU, "points": 200})

    assert (placed.total_minor, placed.lines[0].points_spent) == (300, 200)
    assert refused == NotEnoughPoints(200, 100)
    assert points() == (300, 200)

    confirm_order(placed.id, by=BY)
    fulfil_order(placed.id, by=BY)
    assert points() == (100, 0)


def test_points_for_a_piece_that_did_not_come_are_not_spent(make: Any) -> None:
    make.selling("TEA", price_minor=500)
    make.programme()
    make.points(ARU, 300)
    [placed] = place(make, {"customer_id": ARU, "points": 200, "quantity": 2})
    confirm_order(placed.id, by=BY)

    cut_line(placed.id, placed.lines[0].id, quantity=1, reason="broken", by=BY)
    fulfil_order(placed.id, by=BY)

    assert points() == (200, 0)


def test_where_the_stock_is_refused_the_coupon_is_still_there(make: Any) -> None:
    make.selling("TEA", price_minor=500, stock=1)
    make.coupon(make.promotion("TEN", TEN, when={"needs_coupon": True}), "ONCE")

    answers = place(make, {"quantity": 2, "coupons": ("ONCE",)}, {"coupons": ("ONCE",)})

    assert not isinstance(answers[0], OrderRead)
    assert not isinstance(answers[0], CouponUsedUp)
    assert isinstance(answers[1], OrderRead)
    assert [check.claim for check in ledger.checks() if check.look().breaches] == []
