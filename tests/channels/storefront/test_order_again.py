"""An order that came to nothing is put back into the basket with one press, and never twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from duken.catalog.archive_products import archive_products
from duken.orders.cancel import cancel_order
from duken.orders.order import OrderRead
from duken.orders.reads import orders
from duken.payments.models import Payment
from tests.channels.storefront.conftest import Shopper
from tests.channels.storefront.test_account import sign_in
from tests.channels.storefront.test_for_companies import let

pytestmark = pytest.mark.django_db


@pytest.fixture
def cancelled(shopper: Shopper, tea: Any, make: Any) -> OrderRead:
    """Two teas and a mug of one shopper, cancelled."""
    make.selling("MUG", price_minor=800)
    shopper.put(tea.id, 2)
    shopper.put(make.variant("MUG").id)
    shopper.place()
    [order] = orders(by=make.by)
    cancel_order(order.id, reason="not_paid", by=make.by)
    return order


def press(shopper: Shopper, order: OrderRead) -> str:
    answer = shopper.post(reverse("storefront:order_again", args=[order.secret]), follow=True)
    return " ".join(answer.content.decode().split())


def lying(shopper: Shopper, make: Any) -> dict[str, int]:
    page = shopper.get("/basket/")
    return {line["sku"]: line["quantity"] for line in page.context["lines"]}


def test_one_press_fills_the_basket_at_todays_prices_and_a_second_doubles_nothing(
    shopper: Shopper, cancelled: OrderRead, make: Any
) -> None:
    make.price("TEA", 450)
    assert "Put it back in my basket" in shopper.get(f"/order/{cancelled.secret}/").content.decode()

    page = press(shopper, cancelled)
    assert "It is back in your basket" in page
    assert "£17.00" in page  # 2 × 4.50 and 8.00
    press(shopper, cancelled)

    assert lying(shopper, make) == {"TEA": 2, "MUG": 1}
    assert shopper.place().status_code == 302
    assert len(orders(by=make.by)) == 2


def test_what_grew_since_stays(shopper: Shopper, cancelled: OrderRead, tea: Any, make: Any) -> None:
    shopper.put(tea.id, 5)

    press(shopper, cancelled)

    assert lying(shopper, make) == {"TEA": 5, "MUG": 1}


def test_what_is_not_sold_any_more_is_said(shopper: Shopper, cancelled: OrderRead, make: Any) -> None:
    archive_products([make.variant("MUG").product_id], by=make.by)

    page = press(shopper, cancelled)

    assert "Not sold any more, so not put back: Mug." in page
    assert lying(shopper, make) == {"TEA": 2}


def test_an_order_whose_payment_failed_a_moment_ago_may_be_put_back(shopper: Shopper, tea: Any, make: Any) -> None:
    shopper.put(tea.id)
    shopper.place()
    [order] = orders(by=make.by)
    Payment.objects.update(status="failed")

    page = shopper.get(f"/order/{order.secret}/").content.decode()
    assert "The payment did not go through" in page
    assert '<button class="button primary"' in page[page.index("/again/") :]
    press(shopper, order)

    assert lying(shopper, make) == {"TEA": 1}


def test_an_order_that_lives_is_not_put_back(shopper: Shopper, tea: Any, make: Any) -> None:
    shopper.put(tea.id)
    shopper.place()
    [order] = orders(by=make.by)

    assert "Put it back in my basket" not in shopper.get(f"/order/{order.secret}/").content.decode()
    answer = shopper.post(reverse("storefront:order_again", args=[order.secret]))

    assert answer.headers["Location"] == reverse("storefront:order", args=[order.secret])
    assert lying(shopper, make) == {}


def test_without_the_link_of_the_order_nobody_learns_what_was_in_it(cancelled: OrderRead, make: Any) -> None:
    stranger = Shopper()

    answers = [stranger.post(f"/order/{secret}/again/") for secret in ("x", cancelled.number, str(cancelled.id))]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert lying(stranger, make) == {}
    assert stranger.get(reverse("storefront:order_again", args=[cancelled.secret])).status_code == 405


def test_the_basket_is_for_the_company_the_order_was_for(make: Any, tea: Any, shopper: Shopper) -> None:
    company = make.company("Café")
    sign_in(shopper, "anna@example.com")
    let(company, "anna@example.com", "buyer")
    shopper.put(tea.id)
    shopper.post(reverse("storefront:buy_for"), {"company": str(company)})
    shopper.place()
    [order] = orders(by=make.by)
    cancel_order(order.id, reason="mistake", by=make.by)

    press(shopper, order)

    assert shopper.get("/basket/").context["cart"].company_id == company == order.company_id
