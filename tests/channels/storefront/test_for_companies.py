"""Shopping for a company: chosen in the basket, at its prices, paid on its account, found in one's own account."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from duken.access.models import User
from duken.customers.companies.buyers import BuyerDraft, save_buyers
from duken.kernel import clock
from duken.kernel.actor import system
from duken.kernel.money import Money
from duken.orders.confirm import confirm_order
from duken.orders.fulfil import fulfil_order
from duken.orders.reads import orders
from duken.payments.on_account.reads import credit_of
from duken.payments.on_account.record_payments import CompanyPaymentDraft, record_company_payments
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


def test_on_the_shelves_it_is_said_whose_prices_are_shown_and_changed_there(anna: Shopper, café: Any, tea: Any) -> None:
    page = f"/p/{tea.product_slug}/"
    for shelf in ("/", "/search/?q=tea", page):
        told = said(anna.get(shelf))
        assert ("For whom do you shop?" in told, "The prices you see are theirs." in told) == (True, False), shelf

    answer = anna.post(reverse("storefront:buy_for"), {"company": str(café), "next": page})
    assert answer.headers["Location"] == page
    for shelf in ("/", "/search/?q=tea", page):
        assert "The prices you see are theirs." in said(anna.get(shelf)), shelf
    assert "For whom do you shop?" not in said(Shopper().get(page))


def test_what_is_a_persons_own_is_not_ordered_with_for_a_company_and_it_is_said(
    anna: Shopper, café: Any, tea: Any, make: Any
) -> None:
    card = User.objects.get(email="anna@example.com").customer_id
    make.programme()
    make.points(card, 500)
    offer = make.promotion("TEN", {"type": "percent", "basis_points": 1000}, when={"needs_coupon": True})
    make.coupon(offer, "ANNS", customer_id=card)
    anna.put(tea.id)
    anna.post(reverse("storefront:save"), {"coupon": "anns"})
    assert "ANNS" in said(anna.get("/basket/"))

    shops_for(anna, café)
    page = said(anna.get("/basket/"))
    assert "The coupon ANNS is a person&#x27;s own" in page
    assert 'value="ANNS"' not in page
    anna.place()

    [order] = orders(by=BY)
    assert (order.company_id, order.total_minor) == (café, 360)


def test_the_account_of_a_company_leads_to_its_prices(anna: Shopper, café: Any, tea: Any) -> None:
    account = said(anna.get(reverse("storefront:company", args=[café])))
    assert f'<input type="hidden" name="company" value="{café}"><input type="hidden" name="next" value="/">' in account
    books = Shopper()
    sign_in(books, "books@example.com")
    let(café, "books@example.com", "accounts")

    assert "Shop for this company" not in said(books.get(reverse("storefront:company", args=[café])))


def test_the_page_of_an_article_tells_what_more_of_it_cost_each(anna: Shopper, café: Any, tea: Any, make: Any) -> None:
    make.price("TEA", 250, price_list="trade", min_quantity=12)
    page = f"/p/{tea.product_slug}/"
    assert "From 12" not in said(anna.get(page))

    shops_for(anna, café)

    assert "<dt>From 12</dt><dd>£2.50 each</dd>" in said(anna.get(page))


def test_what_was_paid_ahead_is_told_apart_from_the_limit(anna: Shopper, café: Any) -> None:
    let(café, "anna@example.com", "approver")
    paid = CompanyPaymentDraft(café, Money(500, "GBP"), clock.now().date(), "1", "ahead")
    assert record_company_payments([paid], by=BY)

    told = said(anna.get(reverse("storefront:company", args=[café])))

    assert "£15.00 left to order on account: the limit is £10.00, £5.00 are paid ahead." in told


def test_an_order_is_put_on_the_account_and_stands_in_both_accounts(anna: Shopper, café: Any, tea: Any) -> None:
    anna.put(tea.id, 2)
    shops_for(anna, café)
    assert "£10.00 left, to be paid within 14 days" in said(anna.get("/checkout/"))

    anna.place(payment="on_account")
    [order] = orders(by=BY)
    assert (order.company_id, order.total_minor, order.payment_method) == (café, 720, "on_account")
    told = said(anna.get(reverse("storefront:order", args=[order.secret])))
    assert ("to be paid after the hand-over" in told, "for Café" in told) == (True, True)
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
