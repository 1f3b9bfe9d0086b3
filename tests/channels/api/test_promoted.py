"""Coupons, promotions and points over HTTP: told line by line, and why not."""

from __future__ import annotations

import pytest

from duken.kernel import ids
from tests.channels.api.test_orders import count, order

pytestmark = pytest.mark.django_db
TEN = {"type": "percent", "basis_points": 1000}
ARU = ids.new_id()


@pytest.fixture
def shop(make):
    make.selling("TEA", price_minor=500)
    make.selling("MUG", price_minor=700)
    return make


def basket(**said):
    return {"channel": "web", "lines": [{"sku": "TEA", "quantity": 2}, {"sku": "MUG", "quantity": 1}]} | said


def test_a_quote_says_what_each_promotion_takes_off_each_line(shop, call):
    promotion = shop.promotion("TEN", TEN, when={"needs_coupon": True})
    shop.coupon(promotion, "HELLO")
    shop.promotion("MUGS", {"type": "amount", "amount_minor": 70}, goods={"skus": ["MUG"]}, priority=1)
    shop.promotion("BIG", TEN, when={"min_sum_minor": 5000})
    shop.promotion("SPOON", {"type": "gift", "sku": "SPOON"})

    told = call.post("/quotes", basket(coupons=["hello", "nonsense"], points=5)).json()

    assert (told["subtotal_minor"], told["discount_minor"], told["total_minor"]) == (1700, 233, 1467)
    promoted = told["promoted"]
    assert promoted["promotions"] == [
        {
            "code": "MUGS",
            "name": "Mugs",
            "coupon": None,
            "amount_minor": 70,
            "lines": [{"position": 1, "sku": "MUG", "amount_minor": 70}],
        },
        {
            "code": "TEN",
            "name": "Ten",
            "coupon": "HELLO",
            "amount_minor": 163,
            "lines": [
                {"position": 0, "sku": "TEA", "amount_minor": 100},
                {"position": 1, "sku": "MUG", "amount_minor": 63},
            ],
        },
    ]
    assert [(no["coupon"], no["code"], no["detail"]) for no in promoted["not_applied"]] == [
        ("nonsense", "promotions.coupon_unknown", "There is no coupon NONSENSE, or it is for somebody else.")
    ]
    assert promoted["near"] == [{"promotion": "BIG", "why": "sum_too_small", "facts": {"missing_minor": 3300}}]
    assert promoted["gifts"] == [{"promotion": "SPOON", "sku": "SPOON", "quantity": 1}]
    assert promoted["points"]["refused"] == "loyalty.no_programme"


def test_a_coupon_that_needs_more_says_so_in_the_readers_language(shop, call):
    shop.coupon(shop.promotion("TEN", TEN, when={"needs_coupon": True, "min_sum_minor": 5000}), "HELLO")

    for language, sentence in (
        ("en", "The coupon HELLO does not work here: the sum is too small."),
        ("ru", "Купон HELLO здесь не действует: сумма слишком мала."),
    ):
        told = call.post("/quotes", basket(coupons=["hello"]), Accept_Language=language).json()
        assert [no["detail"] for no in told["promoted"]["not_applied"]] == [sentence]


def test_an_order_costs_what_its_quote_said_for_this_customer(shop, call):
    shop.programme()
    shop.points(ARU, 300)
    shop.promotion("FIRST", TEN, when={"is_first_order": True})
    wished = {"customer": ids.show("cus", ARU), "points": 200}
    lines = [{"sku": "TEA", "quantity": 2}]

    quoted = call.post("/quotes", basket(**wished, lines=lines)).json()
    placed = call.post("/orders", order("TEA", quantity=2, **wished, expected_total_minor=700))
    after = call.post("/quotes", basket(**wished, lines=lines)).json()

    assert (quoted["total_minor"], placed.status_code, placed.json()["total_minor"]) == (700, 201, 700)
    assert (placed.json()["points"], after["total_minor"]) == (200, 1000)
    assert after["promoted"]["points"]["detail"] == "There are 100 points, not 200."


def test_a_coupon_is_named_on_its_order_and_the_next_is_refused(shop, call):
    shop.coupon(shop.promotion("TEN", TEN, when={"needs_coupon": True}), "ONCE")

    first = call.post("/orders", order("TEA", coupons=["once"]))
    second = call.post("/orders", order("TEA", coupons=["once"]))

    assert (first.json()["coupons"], first.json()["total_minor"]) == (["ONCE"], 450)
    assert (second.status_code, second.json()["code"]) == (409, "promotions.coupon_used_up")
    assert count("orders_order") == 1


def test_a_promotion_that_ended_meanwhile_is_refused_with_the_new_total(shop, call):
    shop.promotion("TEN", TEN, uses=1)
    shown = call.post("/quotes", basket(lines=[{"sku": "TEA", "quantity": 1}])).json()["total_minor"]

    first = call.post("/orders", order("TEA", expected_total_minor=shown))
    second = call.post("/orders", order("TEA", expected_total_minor=shown, confirm_repeat=True))

    assert (shown, first.status_code, second.status_code) == (450, 201, 409)
    assert (second.json()["code"], second.json()["facts"]["total_minor"]) == ("orders.promotion_ended", 500)
    assert count("orders_order") == 1


def test_a_key_that_may_not_read_customers_asks_for_nobody(shop, key_with):
    caller = key_with("carts.quote", "orders.place")

    for path, body in (("/quotes", basket()), ("/orders", order("TEA"))):
        refused = caller.post(path, body | {"customer": ids.show("cus", ARU), "points": 1})
        assert (refused.status_code, refused.json()["facts"]["scope"]) == (403, "customers.read")
