"""A basket remembers its coupons and the points its customer wants to spend, whatever channel it goes through."""

from __future__ import annotations

from typing import Any

import pytest

from duken.access.scopes import SHOPPER
from duken.carts.add_line import add_line
from duken.carts.adopt_cart import adopt_cart
from duken.carts.apply_coupon import apply_coupon
from duken.carts.drop_coupon import drop_coupon
from duken.carts.errors import CartUnknown, CouponNotApplied, TooManyCoupons
from duken.carts.open_cart import open_cart
from duken.carts.policies import MOST_COUPONS
from duken.carts.quoted_cart import quoted_cart
from duken.carts.reads import CartId, cart, cart_story
from duken.carts.spend_points import spend_points
from duken.kernel.actor import Actor
from duken.kernel.ids import new_id
from duken.loyalty.errors import NotEnoughPoints, PointsNeedCustomer, TooFewPoints, TooManyPoints
from duken.promotions.errors import CouponUnknown, CouponUsedUp

pytestmark = pytest.mark.django_db
GUEST = Actor("guest", "web", SHOPPER)
ARU = new_id()
MEMBER = Actor(f"customer:{ARU}", "web", SHOPPER, customer=ARU)
DESK = Actor("staff:1", "phone", SHOPPER | {"carts.read"})
TEN = {"type": "percent", "basis_points": 1000}


@pytest.fixture
def shop(make: Any) -> Any:
    make.selling("TEA", price_minor=500)
    make.channel("phone")
    return make


def filled(shop: Any, by: Actor) -> CartId:
    basket = open_cart(by=by)
    add_line(basket, variant_id=shop.variant("TEA").id, quantity=2, by=by)
    return basket


def test_a_coupon_stays_in_the_basket_and_works_at_the_desk_too(shop: Any) -> None:
    shop.coupon(shop.promotion("TEN", TEN, when={"needs_coupon": True}), "HELLO-10", uses=2)
    basket = filled(shop, GUEST)

    version = apply_coupon(basket, code=" hello 10", by=GUEST)
    assert apply_coupon(basket, code="HELLO10", by=GUEST) == version

    assert cart(basket, by=GUEST).coupons == ("HELLO10",)
    assert quoted_cart(basket, channel="web", by=GUEST).quote.total_minor == 900
    assert quoted_cart(basket, channel="phone", by=DESK).quote.total_minor == 900
    assert drop_coupon(basket, code="hello10", by=DESK) == version + 1 == drop_coupon(basket, code="hello10", by=DESK)
    assert quoted_cart(basket, channel="web", by=GUEST).quote.total_minor == 1000
    assert [(step.kind, step.facts.get("coupon"), step.channel) for step in cart_story(basket, by=GUEST)[-2:]] == [
        ("coupon_applied", "HELLO10", "web"),
        ("coupon_dropped", "HELLO10", "phone"),
    ]


def test_a_coupon_that_is_none_or_used_does_not_get_into_the_basket(shop: Any) -> None:
    promotion = shop.promotion("TEN", TEN, when={"needs_coupon": True})
    shop.coupon(promotion, "ARUS", customer_id=ARU)
    guests, members = filled(shop, GUEST), filled(shop, MEMBER)

    for code, refusal in (("nonsense", CouponUnknown("NONSENSE")), ("arus", CouponUnknown("ARUS"))):
        with pytest.raises(CouponUnknown) as refused:
            apply_coupon(guests, code=code, by=GUEST)
        assert refused.value == refusal
    with pytest.raises(CartUnknown):
        apply_coupon(members, code="arus", by=GUEST)

    assert (cart(guests, by=GUEST).coupons, cart(guests, by=GUEST).version) == ((), 2)
    apply_coupon(members, code="arus", by=MEMBER)
    assert quoted_cart(members, channel="web", by=MEMBER).quote.total_minor == 900

    shop.coupon(promotion, "ONCE")
    placed = shop.order("TEA", coupons=("ONCE",))
    assert placed.total_minor == 450
    with pytest.raises(CouponUsedUp):
        apply_coupon(guests, code="once", by=GUEST)


def test_a_coupon_that_needs_more_in_the_basket_is_kept_and_says_so(shop: Any) -> None:
    shop.coupon(shop.promotion("TEN", TEN, when={"needs_coupon": True, "min_sum_minor": 1500}), "BIG")
    basket = filled(shop, GUEST)
    apply_coupon(basket, code="big", by=GUEST)

    quoted = quoted_cart(basket, channel="web", by=GUEST).quote
    assert (quoted.total_minor, quoted.promoted.refused) == (1000, {"BIG": CouponNotApplied("BIG", "sum_too_small")})

    add_line(basket, variant_id=shop.variant("TEA").id, quantity=1, by=GUEST)
    assert quoted_cart(basket, channel="web", by=GUEST).quote.total_minor == 1350


def test_a_basket_takes_so_many_coupons_and_no_more(shop: Any) -> None:
    promotion = shop.promotion("TEN", TEN, when={"needs_coupon": True})
    basket = filled(shop, GUEST)
    for number in range(MOST_COUPONS):
        apply_coupon(basket, code=shop.coupon(promotion, f"CODE{number}"), by=GUEST)

    with pytest.raises(TooManyCoupons):
        apply_coupon(basket, code=shop.coupon(promotion, "MORE"), by=GUEST)


def test_points_are_the_customers_and_as_many_as_there_are(shop: Any) -> None:
    shop.programme(least_points=50)
    shop.points(ARU, 1200)
    guests, members = filled(shop, GUEST), filled(shop, MEMBER)

    with pytest.raises(PointsNeedCustomer):
        spend_points(guests, points=100, by=GUEST)
    for points, refusal in ((49, TooFewPoints), (-1, TooFewPoints), (1201, NotEnoughPoints)):
        with pytest.raises(refusal):
            spend_points(members, points=points, by=MEMBER)
    assert cart(members, by=MEMBER).points == 0

    version = spend_points(members, points=300, by=MEMBER)
    assert spend_points(members, points=300, by=MEMBER) == version
    assert quoted_cart(members, channel="web", by=MEMBER).quote.total_minor == 700

    spend_points(members, points=1200, by=MEMBER)  # the goods cost 1000: nothing is spent, and it says why
    quoted = quoted_cart(members, channel="web", by=MEMBER).quote
    assert (quoted.total_minor, quoted.promoted.points_refused) == (1000, TooManyPoints(1200, 1000))

    spend_points(members, points=0, by=MEMBER)
    assert quoted_cart(members, channel="web", by=MEMBER).quote.total_minor == 1000


def test_signing_in_keeps_the_coupons_of_both_baskets(shop: Any) -> None:
    promotion = shop.promotion("TEN", TEN, when={"needs_coupon": True})
    codes = [shop.coupon(promotion, code) for code in ("ANNA", "BABA", "COCO")]
    guests, members = filled(shop, GUEST), filled(shop, MEMBER)
    for basket, by, wanted in ((members, MEMBER, codes[:2]), (guests, GUEST, codes[1:])):
        for code in wanted:
            apply_coupon(basket, code=code, by=by)

    assert adopt_cart(guests, customer_id=ARU, by=MEMBER) == members

    assert cart(members, by=MEMBER).coupons == ("ANNA", "BABA", "COCO")
