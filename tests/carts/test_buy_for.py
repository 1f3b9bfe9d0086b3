"""A basket says for whom it is: it costs what they pay, and nobody buys for a company who does not act for it."""

from __future__ import annotations

from typing import Any

import pytest

from duken.carts.apply_coupon import apply_coupon
from duken.carts.buy_for import buy_for
from duken.carts.quoted_cart import quoted_cart
from duken.carts.reads import cart, cart_story
from duken.carts.spend_points import spend_points
from duken.customers.companies.buyers import remove_buyer
from duken.customers.companies.errors import CompanyMissing, CompanyStopped, NotTheirBuyer
from duken.customers.companies.save_companies import CompanyDraft, save_companies
from duken.kernel.actor import Actor, system
from duken.promotions.errors import CouponUnknown

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture
def café(make: Any) -> Any:
    make.selling("TEA", price_minor=500)
    make.price_list("trade", customer_group="trade")
    make.price("TEA", 400, price_list="trade")
    return make.company("Café", group="trade", tax_number="GB77")


def total(cart_id: Any, by: Actor) -> int | None:
    priced = quoted_cart(cart_id, channel="web", by=by)
    return priced.quote.total_minor if priced.quote else None


def test_a_basket_costs_what_those_pay_for_whom_it_is(make: Any, café: Any) -> None:
    ann = make.company_buyer(café)
    basket = make.cart("TEA", by=ann)
    assert total(basket.id, ann) == 500

    version = buy_for(basket.id, company_id=café, by=ann)
    assert (buy_for(basket.id, company_id=café, by=ann), total(basket.id, ann)) == (version, 400)

    buy_for(basket.id, company_id=None, by=ann)
    assert total(basket.id, ann) == 500
    assert [(step.kind, step.facts) for step in cart_story(basket.id, by=ann)][-2:] == [
        ("for_company", {"company": "Café"}),
        ("for_oneself", {}),
    ]


def test_nobody_buys_for_a_company_they_do_not_act_for(make: Any, café: Any) -> None:
    stranger, books = make.company_buyer(), make.company_buyer(café, role="accounts")
    for by, refusal in ((stranger, CompanyMissing), (books, NotTheirBuyer)):
        basket = make.cart("TEA", by=by)
        with pytest.raises(refusal):
            buy_for(basket.id, company_id=café, by=by)
        assert (cart(basket.id, by=by).company_id, total(basket.id, by)) == (None, 500)
    nobodys = make.cart("TEA")
    with pytest.raises(CompanyMissing):
        buy_for(nobodys.id, company_id=café, by=make.buyer().lend("carts.write"))


def test_whoever_acts_for_it_no_longer_buys_for_themselves(make: Any, café: Any) -> None:
    ann = make.company_buyer(café)
    basket = make.cart("TEA", by=ann)
    buy_for(basket.id, company_id=café, by=ann)

    remove_buyer(café, ann.customer, by=BY)

    assert (total(basket.id, ann), quoted_cart(basket.id, channel="web", by=ann).buying) == (500, None)


def test_nothing_is_bought_for_a_stopped_company(make: Any, café: Any) -> None:
    ann = make.company_buyer(café)
    basket = make.cart("TEA", by=ann)
    save_companies([CompanyDraft("GB", "GB77", "Café", is_active=False)], by=BY)

    with pytest.raises(CompanyStopped):
        buy_for(basket.id, company_id=café, by=ann)


def test_points_of_a_person_are_not_spent_for_a_company(make: Any, café: Any) -> None:
    make.programme()
    ann = make.company_buyer(café)
    make.points(ann.customer, 500)
    basket = make.cart("TEA", by=ann)
    spend_points(basket.id, points=200, by=ann)

    buy_for(basket.id, company_id=café, by=ann)

    assert (cart(basket.id, by=ann).points, total(basket.id, ann)) == (0, 400)


def test_a_coupon_made_for_a_person_leaves_the_basket_and_anybodys_stays(make: Any, café: Any) -> None:
    offer = make.promotion("TEN", {"type": "percent", "basis_points": 1000}, when={"needs_coupon": True})
    ann = make.company_buyer(café)
    make.coupon(offer, "ANNS", customer_id=ann.customer)
    make.coupon(offer, "SHARED", uses=5)
    basket = make.cart("TEA", by=ann)
    for code in ("anns", "shared"):
        apply_coupon(basket.id, code=code, by=ann)

    buy_for(basket.id, company_id=café, by=ann)
    assert cart(basket.id, by=ann).coupons == ("SHARED",)
    with pytest.raises(CouponUnknown):
        apply_coupon(basket.id, code="anns", by=ann)

    buy_for(basket.id, company_id=None, by=ann)
    assert cart(basket.id, by=ann).coupons == ("SHARED",)  # as points: whoever wants it puts it in again
    apply_coupon(basket.id, code="anns", by=ann)
    assert cart(basket.id, by=ann).coupons == ("SHARED", "ANNS")
