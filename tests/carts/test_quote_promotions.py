"""Promotions, coupons and points in the price of a basket: the same for whoever asks, told line by line."""

from __future__ import annotations

import pytest

from duken.carts.errors import CouponNotApplied
from duken.carts.quote import LineWant, QuoteRequest, quote
from duken.kernel import ids
from duken.kernel.actor import system
from duken.loyalty.errors import NotEnoughPoints, PointsNeedCustomer, TooManyPoints
from duken.promotions.drafts import PromotionDraft
from duken.promotions.errors import CouponUnknown
from duken.promotions.try_out import as_in_force

pytestmark = pytest.mark.django_db
BY = system("tests")
TEN = {"type": "percent", "basis_points": 1000}


@pytest.fixture
def shop(make):
    """Tea for 4.99 and a mug for 7.00, tax inside, sold on the web."""
    make.tax_rate("0.20")
    make.channel("web")
    make.delivery_zone()
    make.variant("TEA"), make.variant("MUG")
    make.price("TEA", 499), make.price("MUG", 700)
    return make


def ask(**facts):
    lines = [LineWant(2, sku="TEA"), LineWant(1, sku="MUG")]  # 998 + 700
    [answer] = quote([QuoteRequest(**({"lines": lines, "channel": "web"} | facts))], by=BY)
    return answer


def test_a_promotion_lowers_the_lines_and_says_so(shop):
    shop.promotion("TEN", TEN)

    quoted = ask()

    assert (quoted.subtotal_minor, quoted.discount_minor, quoted.total_minor) == (1698, 170, 1528)
    assert [line.discount_minor for line in quoted.lines] == [100, 70]
    [used] = quoted.promoted.used
    assert (used.promotion.rule.code, used.amount_minor) == ("TEN", 170)
    [step] = [step for step in quoted.steps if step.code == "discount"]
    assert step.facts == {"code": "promotion", "promotion": "TEN", "name": "Ten", "coupon": ""}


def test_a_promotion_on_a_brand_finds_its_goods(shop):
    shop.product("Cup", sku="CUP", brand="Duken")
    shop.price("CUP", 1000)
    shop.promotion("OURS", TEN, goods={"brands": ["duken"]})

    quoted = ask(lines=[LineWant(1, sku="CUP"), LineWant(1, sku="TEA")])

    assert [line.discount_minor for line in quoted.lines] == [100, 0]


def test_a_coupon_works_for_whoever_has_it_and_says_why_it_does_not(shop):
    promotion = shop.promotion("TEN", TEN, when={"needs_coupon": True, "min_sum_minor": 1000})
    shop.coupon(promotion, "HELLO")

    assert ask().total_minor == 1698
    with_it = ask(coupons=["hello"])
    assert (with_it.total_minor, with_it.promoted.refused, with_it.promoted.used[0].coupon) == (1528, {}, "HELLO")
    too_small = ask(coupons=["hello"], lines=[LineWant(1, sku="TEA")])
    assert (too_small.total_minor, too_small.promoted.refused) == (
        499,
        {"HELLO": CouponNotApplied("HELLO", "sum_too_small")},
    )
    assert ask(coupons=["nonsense"]).promoted.refused == {"nonsense": CouponUnknown("NONSENSE")}


def test_points_are_spent_on_what_promotions_have_left(shop):
    aru = ids.new_id()
    shop.promotion("TEN", TEN)
    shop.programme()
    shop.points(aru, 5000)

    quoted = ask(customer_id=aru, points=500)

    assert (quoted.discount_minor, quoted.total_minor) == (670, 1028)
    assert (quoted.promoted.points, quoted.promoted.points_minor) == (500, 500)
    assert sum(line.total_minor for line in quoted.lines) == 1028
    assert ask(points=500).promoted.points_refused == PointsNeedCustomer()
    assert ask(customer_id=aru, points=5001).promoted.points_refused == TooManyPoints(5001, 1528)
    assert ask(customer_id=ids.new_id(), points=500).promoted.points_refused == NotEnoughPoints(500, 0)


def test_free_delivery_and_multiplied_points(shop):
    shop.promotion("DOUBLE", {"type": "points", "per_mille": 2000}, goods={"skus": ["MUG"]})

    assert ask().promoted.points_per_mille == (1000, 2000)


def test_where_no_promotion_is_active_three_statements_are_enough(shop, django_assert_num_queries):
    ask()

    with django_assert_num_queries(2):
        quoted = ask()
    assert quoted.promoted is None


def test_many_baskets_with_promotions_cost_a_fixed_number_of_statements(shop, django_assert_num_queries):
    promotion = shop.promotion("TEN", TEN, when={"needs_coupon": True})
    shop.coupon(promotion, "HELLO", uses=9)
    request = QuoteRequest([LineWant(2, sku="TEA")], "web", coupons=["HELLO"])
    quote([request], by=BY)

    with django_assert_num_queries(4):
        answers = quote([request] * 50, by=BY)
    assert {answer.total_minor for answer in answers} == {898}


def test_a_promotion_that_is_tried_out_works_for_its_author_alone_and_in_place_of_its_old_self(shop):
    known = shop.promotion("TEN", TEN)
    half = PromotionDraft("TEN", "Ten", "GBP", {"effect": {"type": "percent", "basis_points": 5000}})

    assert ask(tried=[as_in_force(half, known.id)]).discount_minor == 849
    assert ask(tried=[as_in_force(half, ids.new_id())]).discount_minor == 849 + 85
    assert ask().discount_minor == 170


def test_what_does_nothing_while_it_is_tried_out_says_why(shop):
    coupon = PromotionDraft("TEN", "Ten", "GBP", {"effect": TEN, "when": {"needs_coupon": True}})
    promotion_id = ids.new_id()

    quoted = ask(tried=[as_in_force(coupon, promotion_id)])

    assert (quoted.discount_minor, quoted.promoted.tried[promotion_id].why) == (0, "no_coupon")
    assert ask(tried=[as_in_force(coupon, promotion_id, with_coupon=True)]).discount_minor == 170
