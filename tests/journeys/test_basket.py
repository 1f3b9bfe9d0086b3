"""What acts in place, in a real browser: a coupon at a checkout that is still empty, for whom a buyer shops."""

from __future__ import annotations

from typing import Any

import pytest

from duken.access.models import User
from duken.customers.companies.buyers import BuyerDraft, save_buyers
from tests.journeys.test_shopper import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.proof, pytest.mark.django_db(transaction=True)]
TEN = {"type": "percent", "basis_points": 1000}


def put(page: Any, product: str) -> None:
    page.goto(f"/p/{product}/")
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_text("Put into the basket").wait_for()


def test_a_coupon_counts_at_a_checkout_that_is_not_filled_in(page: Any, shop: Any) -> None:
    shop.coupon(shop.promotion("TEN", TEN, when={"needs_coupon": True}, name="Ten off"), "HELLO")
    put(page, "mug")
    page.goto("/checkout/")

    page.get_by_label("Coupon").fill("hello")
    page.keyboard.press("Enter")

    page.locator("#sums").get_by_text("Ten off (HELLO)").first.wait_for()
    assert page.get_by_label("Name", exact=True).input_value() == ""


def test_a_buyer_chooses_in_the_basket_for_whom_they_shop(page: Any, live_server: Any, shop: Any) -> None:
    shop.price_list("trade", customer_group="trade", includes_tax=False)
    shop.price("MUG", 300, price_list="trade")
    cafe = shop.company("Corner Café Ltd", group="trade", limit_minor=1000)
    page.context.add_cookies([{"name": "sessionid", "value": signed_in("ann@example.com"), "url": live_server.url}])
    save_buyers(cafe, [BuyerDraft(User.objects.get(email="ann@example.com").customer_id, "buyer")], by=shop.by)
    put(page, "mug")
    page.goto("/basket/")

    page.get_by_role("combobox", name="For whom do you shop?").select_option("Corner Café Ltd")

    page.locator("#basket").get_by_text("£3.00 each").wait_for()
