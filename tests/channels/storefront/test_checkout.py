"""One page, one order, however it is pressed."""

from __future__ import annotations

import re

import pytest

from duken.channels.storefront import checkout
from duken.inventory.reads import totals
from duken.kernel.money import Money
from duken.orders.reads import OrderFilter, orders
from duken.payments.provider import PROVIDERS, Notice
from duken.payments.reads import payments_of
from duken.payments.settle import settle_payment
from tests.channels.storefront.test_account import sign_in


def left(variant) -> int:
    return totals([variant.id], channel="web")[variant.id]


def test_a_guest_orders_for_collection(shopper, make, tea):
    shopper.put(tea.id, 2)

    answer = shopper.place()

    [order] = orders(by=make.by)
    assert answer.headers["Location"] == f"/order/{order.secret}/"
    assert (order.total_minor, order.method, order.payment_method) == (998, "pickup", "on_collection")
    assert order.contact_phone == "+442079460018"
    assert left(tea) == 8
    page = shopper.get(answer.headers["Location"]).content.decode()
    assert order.number in page
    assert order.collect_code in page
    assert "basket-count" in page
    assert shopper.get("/basket/").content.decode().count('class="line"') == 0


def test_a_guest_orders_for_delivery(shopper, make, tea):
    shopper.put(tea.id)
    shopper.post("/choose/town/", {"city": "London", "postcode": "E1 6AN", "next": "/"})

    shopper.place(method="delivery", line1="1 High Street", city="London", postcode="E1 6AN", zone="courier-gb")

    [order] = orders(by=make.by)
    assert (order.method, order.payment_method, order.delivery_minor) == ("delivery", "on_collection", 399)
    assert order.total_minor == 499 + 399


def test_a_double_click_or_a_reload_is_one_order(shopper, make, tea):
    shopper.put(tea.id)
    form = shopper.checkout_form()

    first = shopper.place(form)
    second = shopper.place(form)

    assert first.headers["Location"] == second.headers["Location"]
    assert len(orders(by=make.by)) == 1
    assert left(tea) == 9


def test_a_second_press_that_looked_too_early_leads_to_the_order_of_the_first(shopper, make, tea, monkeypatch):
    shopper.put(tea.id)
    basket = shopper.cookies["basket"].value
    form = shopper.checkout_form()
    first = shopper.place(form)
    looked, earlier = [], checkout._earlier
    monkeypatch.setattr(checkout, "_earlier", lambda request: earlier(request) if looked else looked.append(request))

    shopper.cookies["basket"] = basket
    second = shopper.place(form)

    assert second.headers["Location"] == first.headers["Location"]
    assert len(orders(by=make.by)) == 1


def test_every_value_is_kept_after_an_error(shopper, make, tea):
    shopper.put(tea.id)

    said = {"name": "Анна Ивановна", "phone": "nonsense", "email": "a@b", "line1": "Flat 5", "city": "Leeds"}

    answer = shopper.place(method="delivery", postcode="LS1", **said)

    page = answer.content.decode()
    assert answer.status_code == 422
    for kept in [*said.values(), "LS1"]:
        assert f'value="{kept}"' in page
    assert re.search(r'value="delivery"\s+checked', page)
    assert 'aria-invalid="true"' in page
    assert orders(by=make.by) == []


def test_only_shops_with_the_whole_basket_are_offered(shopper, make, tea):
    make.shop("soho")
    make.stock("TEA", 1, shop="soho")
    shopper.put(tea.id, 2)

    page = shopper.get("/checkout/").content.decode()

    assert 'value="high-street"' in page
    assert 'value="soho"' not in page
    assert "1 shop does not have the whole basket" in page


def test_what_was_sold_meanwhile_leads_back_to_the_basket_which_says_what_and_nothing_moves(shopper, make, tea):
    shopper.put(tea.id, 2)
    form = shopper.checkout_form()
    make.order("TEA", quantity=9)

    answer = shopper.place(form)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/basket/")
    page = shopper.get("/basket/").content.decode()
    assert "Nothing has been ordered: not everything in the basket is there any more." in page
    assert "Only 1 can be ordered" in page
    assert shopper.get("/checkout/").headers["Location"] == "/basket/"
    assert left(tea) == 1


def test_a_price_that_changed_meanwhile_is_told_before_it_is_paid(shopper, make, tea):
    shopper.put(tea.id)
    form = shopper.checkout_form()
    make.price("TEA", 599)

    answer = shopper.place(form)

    assert answer.status_code == 409
    assert "£5.99 instead of £4.99" in answer.content.decode()
    assert orders(by=make.by) == []


@pytest.mark.django_db(transaction=True)
def test_online_payment_leads_to_the_payment_page(shopper, make, tea):
    shopper.put(tea.id)
    methods = re.findall(r'name="payment" value="([^"]+)"', shopper.get("/checkout/").content.decode())
    online = [method for method in methods if method != "on_collection"]
    if not online:
        pytest.skip("no payment service is wired")

    answer = shopper.place(payment=online[0])

    [order] = orders(by=make.by)
    assert answer.headers["Location"] == f"/order/{order.secret}/pay/"
    assert "testpay" in shopper.get(answer.headers["Location"]).headers["Location"]
    assert "One step left: payment" in shopper.get(f"/order/{order.secret}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_after_a_payment_that_failed_the_page_says_so_and_asks_for_no_more_money(shopper, make, tea):
    if not PROVIDERS:
        pytest.skip("no payment service is wired")
    shopper.put(tea.id)
    shopper.place(payment=next(iter(PROVIDERS)))
    [order] = orders(by=make.by)
    [payment] = payments_of([order.id], by=make.by)[order.id]

    settle_payment(Notice(payment.id, "ref", "failed", Money(499, "GBP")), by=make.by)
    shown = [shopper.get(f"/order/{order.secret}/").content.decode()]
    make.work_off()
    shown.append(shopper.get(f"/order/{order.secret}/").content.decode())

    for page in shown:
        assert "The payment did not go through" in page
        assert "nothing was charged" in page
        assert "Pay £4.99" not in page
    assert [one.status for one in orders(by=make.by)] == ["cancelled"]
    late = shopper.get(f"/order/{order.secret}/pay/", follow=True).content.decode()
    assert "This order is cancelled: please pay nothing for it." in late


def test_the_shopper_cancels_and_the_things_are_free_again(shopper, make, tea):
    shopper.put(tea.id, 3)
    page = shopper.place().headers["Location"]

    shopper.post(f"{page}cancel/")

    assert "The order was cancelled" in shopper.get(page).content.decode()
    assert left(tea) == 10
    assert shopper.post(f"{page}cancel/").status_code == 302


def test_a_strange_method_shop_or_payment_is_refused(shopper, make, tea):
    shopper.put(tea.id)

    assert shopper.place(method="teleport").status_code == 422
    assert shopper.place(store="nowhere").status_code == 409
    assert shopper.place(payment="shells").status_code == 409
    assert orders(by=make.by) == []


def test_the_basket_cookie_of_another_cannot_be_made_up(shopper, make, tea):
    shopper.put(tea.id)
    shopper.cookies["basket"] = shopper.cookies["basket"].value.split(":")[0] + ":forged"

    assert shopper.get("/basket/").content.decode().count('class="line"') == 0


@pytest.mark.parametrize("quantity", ["-1", "0", "abc", "99999999", ""])
def test_odd_quantities_break_nothing(shopper, tea, quantity):
    answer = shopper.post("/basket/add/", {"variant": str(tea.id), "quantity": quantity})

    assert answer.status_code == 302
    assert shopper.get("/basket/").status_code == 200


def test_an_article_that_does_not_exist_is_told(shopper, tea):
    for variant in ["nonsense", "00000000-0000-0000-0000-000000000000", ""]:
        assert shopper.post("/basket/add/", {"variant": variant}).status_code == 302
    assert "There is no article" in shopper.get("/basket/").content.decode()


def test_forms_without_their_token_are_refused(tea):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/basket/add/", {"variant": str(tea.id)}).status_code == 403
    assert strict.post("/checkout/", {}).status_code == 403


def test_orders_of_one_customer_only_are_listed(shopper, make, tea):
    shopper.put(tea.id)
    shopper.place()

    assert orders(OrderFilter(), by=make.buyer()) == []


def test_the_tax_of_a_delivery_is_told_before_it_is_ordered(shopper, make, tea):
    make.tax_rate("0.20")
    shopper.put(tea.id)
    where = {"method": "delivery", "line1": "1 High Street", "city": "London", "zone": "courier-gb"}

    page = shopper.post("/checkout/delivery/", where).content.decode()

    assert '<p class="small soft for-pickup">of which tax £0.83</p>' in page
    assert '<p class="small soft for-delivery">of which tax £1.50</p>' in page
    shopper.place(**where)
    assert [order.tax_minor for order in orders(by=make.by)] == [150]


def test_a_sum_that_was_not_shown_yet_has_not_changed(shopper, make, tea):
    shopper.put(tea.id)
    form = shopper.checkout_form() | {"expected_delivery": ""}

    answer = shopper.place(form, method="delivery", line1="1 High Street", city="London", zone="courier-gb")

    page = answer.content.decode()
    assert "Here is the sum for this way of getting it. Nothing has been ordered yet." in page
    assert "instead of" not in page
    assert orders(by=make.by) == []


def test_what_is_kept_for_somebody_is_there_for_them_and_sold_out_for_others(shopper, make, tea):
    sign_in(shopper, "anna@example.com")
    shopper.put(tea.id, 10)

    shopper.post("/basket/keep/", {"place": "high-street"})

    assert left(tea) == 0
    page = shopper.get("/basket/").content.decode()
    assert "These things are kept for you" in page
    assert "Sold out" not in page
    shopper.place()
    assert [order.total_minor for order in orders(by=make.by)] == [4990]
