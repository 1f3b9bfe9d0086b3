"""Coupons, points and promotions in the shop: typed, shown line by line, paid as shown. Without JavaScript."""

from __future__ import annotations

import re

import pytest

from duken.customers.reads import customers
from duken.kernel.money import Money
from duken.orders.reads import orders
from duken.payments.gift_cards.issue import issue_gift_cards
from tests.channels.storefront.test_account import sign_in

TEN = {"type": "percent", "basis_points": 1000}


def said(page):
    """The words of a page, without its markup's blanks."""
    return " ".join(page.content.decode().split())


def placed(make):
    return orders(by=make.by)


@pytest.fixture
def coupon(make, tea):
    return make.coupon(make.promotion("TEN", TEN, when={"needs_coupon": True}, name="Ten off"), "HELLO")


def test_a_coupon_typed_in_the_basket_is_shown_on_its_line_and_paid(shopper, make, tea, coupon):
    shopper.put(tea.id, 2)

    page = said(shopper.post("/basket/save/", {"coupon": "hello", "do": "coupon", "at": "basket"}, follow=True))
    assert "Ten off (HELLO)</dt><dd>−£1.00</dd>" in page
    assert '<p class="small good-words">Ten off (HELLO) −£1.00</p>' in page
    form = shopper.checkout_form()
    assert form["expected_pickup"] == "898"

    shopper.place(form)
    [order] = placed(make)
    assert (order.total_minor, order.discount_minor, order.claims[0][1]) == (898, 100, "HELLO")


def test_a_coupon_that_is_none_is_told_and_one_that_needs_more_says_why_and_stops_no_order(shopper, make, tea):
    make.coupon(make.promotion("BIG", TEN, when={"needs_coupon": True, "min_sum_minor": 5000}), "BIG50")
    shopper.put(tea.id)

    none = said(shopper.post("/basket/save/", {"coupon": "nonsense", "do": "coupon", "at": "basket"}, follow=True))
    page = said(shopper.post("/basket/save/", {"coupon": "big 50", "do": "coupon", "at": "checkout"}, follow=True))

    assert "There is no coupon NONSENSE, or it is for somebody else." in none
    assert "The coupon BIG50 does not work here: the sum is too small." in page
    assert "£45.01 more for “Big”" in page
    shopper.place()
    assert [order.total_minor for order in placed(make)] == [499]


def test_a_coupon_is_taken_out_again(shopper, make, tea, coupon):
    shopper.put(tea.id)
    shopper.post("/basket/save/", {"coupon": "hello", "do": "coupon"})

    assert shopper.checkout_form()["expected_pickup"] == "449"
    shopper.post("/basket/save/", {"drop": "HELLO", "at": "basket"})
    assert shopper.checkout_form()["expected_pickup"] == "499"


def test_what_a_rule_still_needs_and_what_it_gives_is_said(shopper, make, tea):
    make.selling("SPOON")
    make.promotion("GIFT", {"type": "gift", "sku": "SPOON"}, when={"min_sum_minor": 400})
    make.promotion("THREE", {"type": "cheapest_free", "of": 3}, when={"min_quantity": 3}, name="Three for two")
    shopper.put(tea.id)

    page = said(shopper.get("/basket/"))

    assert "2 more for “Three for two”" in page
    assert "Free for you: 1 × " in page
    assert str(make.variant("SPOON").id) in page


def test_a_promotion_that_ended_in_between_is_refused_with_the_new_total(shopper, make, tea):
    make.promotion("TEN", TEN, uses=1, name="Ten off")
    shopper.put(tea.id)
    form = shopper.checkout_form()
    make.order("TEA")  # somebody else takes the last use

    answer = shopper.place(form)

    assert (form["expected_pickup"], answer.status_code) == ("449", 409)
    assert "The promotion TEN is over: the total is now £4.99 instead of £4.49." in said(answer)
    assert len(placed(make)) == 1
    shopper.place()
    assert sorted(order.total_minor for order in placed(make)) == [449, 499]


def test_a_member_spends_points_and_sees_what_they_are_worth(shopper, make, tea):
    make.programme(least_points=10)
    shopper.put(tea.id)
    assert "You have" not in said(shopper.get("/basket/"))
    sign_in(shopper, "anna@example.com")
    [card] = customers(search="anna@example.com", by=make.by)
    make.points(card.id, 300)

    page = said(shopper.post("/basket/save/", {"points": "200", "do": "points", "at": "basket"}, follow=True))
    assert "You have 300 points: up to £3.00 off here" in page
    assert "Points</dt><dd>−£2.00</dd>" in page
    too_many = said(shopper.post("/basket/save/", {"points": "301", "do": "points"}, follow=True))
    assert "There are 300 points, not 301." in too_many

    shopper.place()
    [order] = placed(make)
    assert (order.total_minor, order.customer_id) == (299, card.id)


def test_a_gift_card_pays_its_part_and_a_wrong_code_orders_nothing(shopper, make, tea):
    [card] = issue_gift_cards(1, each=Money(300, "GBP"), batch="shop", by=make.by)
    shopper.put(tea.id)

    wrong = shopper.place(gift_card="0000 0000 0000 0000 0001")
    assert (wrong.status_code, len(placed(make))) == (422, 0)
    assert "There is no gift card with this code." in said(wrong)

    page = said(shopper.get(shopper.place(gift_card=card.code).headers["Location"]))
    assert "£3.00 by gift card or credit. Cash or card when you collect." in page
    assert [order.total_minor for order in placed(make)] == [499]


def test_what_a_gift_card_paid_for_a_cancelled_order_is_said_to_be_back(shopper, make, tea):
    [card] = issue_gift_cards(1, each=Money(300, "GBP"), batch="shop", by=make.by)
    shopper.put(tea.id)
    address = shopper.place(gift_card=card.code).headers["Location"]

    page = said(shopper.post(f"{address}cancel/", follow=True))

    assert "Not charged. £3.00 is back on the gift card or in the credit." in page
    assert "Cash or card when you collect." not in page


def test_enter_in_a_field_presses_its_own_button_and_an_empty_checkout_stops_no_coupon(shopper, make, tea):
    make.programme(least_points=10)
    sign_in(shopper, "anna@example.com")
    [card] = customers(search="anna@example.com", by=make.by)
    make.points(card.id, 300)
    shopper.put(tea.id)

    page = said(shopper.get("/checkout/"))

    for form, name in (("saving", "coupon"), ("spending", "points")):
        assert re.search(f'<form id="{form}" [^>]* novalidate>', page)
        assert re.search(f'<input [^>]*name="{name}" form="{form}"', page)
        assert re.search(f'<button [^>]*form="{form}" name="do" value="{name}">', page)
