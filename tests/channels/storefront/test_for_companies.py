"""Shopping for a company: chosen in the basket, at its prices, paid on its account, found in one's own account."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from duken.access.models import User
from duken.customers.companies.buyers import BuyerDraft, save_buyers
from duken.kernel.actor import system
from duken.orders.confirm import confirm_order
from duken.orders.fulfil import fulfil_order
from duken.orders.reads import orders
from duken.payments.on_account.reads import credit_of
from tests.channels.storefront.conftest import Shopper
from tests.channels.storefront.test_account import sign_in

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture
def café(make: Any, tea: Any) -> Any:
    make.price_list("trade", customer_group="trade", includes_tax=False)
    make.price("TEA", 300, price_list="trade")
    return make.company("Café", group="trade", limit_minor=1000, terms_days=14)


@pytest.fixture
def anna(shopper: Shopper, café: Any) -> Shopper:
    """Signed in; she buys for the café."""
    sign_in(shopper, "anna@example.com")
    let(café, "anna@example.com", "buyer")
    return shopper


def let(company_id: Any, email: str, role: str) -> None:
    save_buyers(company_id, [BuyerDraft(User.objects.get(email=email).customer_id, role)], by=BY)


def shops_for(shopper: Shopper, company_id: Any) -> Any:
    return shopper.post(reverse("storefront:buy_for"), {"company": str(company_id)})


def said(page: Any) -> str:
    return " ".join(page.content.decode().split())


def test_prices_follow_for_whom_somebody_shops(anna: Shopper, café: Any, tea: Any) -> None:
    anna.put(tea.id)
    page = f"/p/{tea.product_slug}/"
    assert "£4.99" in said(anna.get(page))

    shops_for(anna, café)
    assert "£3.00" in said(anna.get(page))
    assert "Tax is added at checkout" in said(anna.get(page))
    assert "£3.00" in said(anna.get("/"))
    assert "£3.60" in said(anna.get("/basket/"))
    assert "£4.99" in said(Shopper().get(page))

    shops_for(anna, "")
    assert "£4.99" in said(anna.get("/basket/"))


def test_an_order_is_put_on_the_account_and_stands_in_both_accounts(anna: Shopper, café: Any, tea: Any) -> None:
    anna.put(tea.id, 2)
    shops_for(anna, café)
    assert "£10.00 left, to be paid within 14 days" in said(anna.get("/checkout/"))

    anna.place(payment="on_account")
    [order] = orders(by=BY)
    assert (order.company_id, order.total_minor, order.payment_method) == (café, 720, "on_account")
    assert "to be paid after the hand-over" in said(anna.get(reverse("storefront:order", args=[order.secret])))
    confirm_order(order.id, by=BY)
    fulfil_order(order.id, by=BY)
    assert "to be paid by" in said(anna.get(reverse("storefront:order", args=[order.secret])))

    mine = said(anna.get(reverse("storefront:company", args=[café])))
    assert (order.number in mine, "£7.20 owed" in mine, "Statement" in mine) == (True, False, False)
    books = Shopper()
    sign_in(books, "books@example.com")
    let(café, "books@example.com", "accounts")
    told = said(books.get(reverse("storefront:company", args=[café])))
    assert (order.number in told, '£7.20</b> <span class="soft">owed' in told) == (True, True)
    assert order.secret not in told  # the page behind it cancels: it is for whoever ordered
    assert order.secret in mine
    assert "Café" in said(books.get("/account/"))


def test_more_than_is_left_is_refused_in_words(anna: Shopper, café: Any, tea: Any) -> None:
    anna.put(tea.id, 3)
    shops_for(anna, café)

    answer = anna.place(payment="on_account")

    assert answer.status_code == 409
    assert "The company may order for £10.00 more on account; this costs £10.80. Order less, or choose" in said(answer)
    assert (orders(by=BY), credit_of(café, "GBP", by=BY).held.minor) == ([], 0)


def test_a_stranger_shops_for_no_company(shopper: Shopper, café: Any, tea: Any) -> None:
    address = reverse("storefront:company", args=[café])
    assert shops_for(shopper, café).headers["Location"] == reverse("storefront:sign_in")
    assert shopper.get(address).status_code == 302

    sign_in(shopper, "eve@example.com")
    shopper.put(tea.id)
    shops_for(shopper, café)
    assert "£4.99" in said(shopper.get("/basket/"))
    assert "For whom do you shop?" not in said(shopper.get("/checkout/"))
    assert shopper.get(address).status_code == 404
    assert shopper.place(payment="on_account").status_code in (409, 422)
    assert orders(by=BY) == []
