"""Companies in the office: opened, given buyers and a limit, their payments written down, their statement read."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from duken.customers.companies.reads import buyers_of, companies
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import clock
from duken.kernel.actor import system
from duken.kernel.money import Money
from duken.orders.confirm import confirm_order
from duken.orders.fulfil import fulfil_order
from duken.payments.on_account.reads import credit_of, statement_of

BY = system("tests")
FORM = {
    "country": "RS",
    "tax_number": "101 134 702",
    "legal_name": "Kafana d.o.o.",
    "group": "trade",
    "terms_days": "14",
}


@pytest.fixture
def kafana(owner: Client, make: Any) -> Any:
    make.selling("TEA", price_minor=500)
    owner.post(reverse("office:company_new"), FORM)
    [found] = companies(by=BY)
    return found.id


def stands(company_id: Any) -> tuple[int, ...]:
    return tuple(money.minor for money in credit_of(company_id, "GBP", by=BY))


def test_a_company_is_opened_and_changed(owner: Client, kafana: Any) -> None:
    owner.post(reverse("office:company_save", args=[kafana]), {"legal_name": "Kafana", "terms_days": "30"})

    [found] = companies(by=BY)
    assert (found.legal_name, found.tax_number, found.terms_days, found.is_active) == ("Kafana", "101134702", 30, False)
    assert "Kafana" in owner.get(reverse("office:companies")).content.decode()
    assert "Kafana" not in owner.get(reverse("office:companies"), {"q": "Bistro"}).content.decode()


def test_what_was_typed_wrong_stays_on_the_form(owner: Client, db: None) -> None:
    answer = owner.post(reverse("office:company_new"), FORM | {"tax_number": "101134703"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "check its digits" in page
    assert 'value="101134703"' in page
    assert 'value="Kafana d.o.o."' in page
    assert companies(by=BY) == []


def test_a_buyer_is_found_by_phone(owner: Client, kafana: Any) -> None:
    [ann] = recognise_customers([Contact("Ann", "+381641234567")], by=BY)
    form = {"contact": "064 123 4567", "role": "buyer", "limit": "150", "currency": "GBP"}

    owner.post(reverse("office:company_buyer", args=[kafana]), form)
    assert [(one.customer_id, one.role, one.limit) for one in buyers_of(kafana, by=BY)] == [
        (ann, "buyer", Money(15000, "GBP"))
    ]
    assert "Ann" in owner.get(reverse("office:company", args=[kafana])).content.decode()

    owner.post(reverse("office:company_no_buyer", args=[kafana, ann]))
    assert buyers_of(kafana, by=BY) == []


def test_limit_order_payment_and_statement(owner: Client, kafana: Any, make: Any) -> None:
    address = reverse("office:company_limit", args=[kafana])
    owner.post(address, {"limit": "20", "currency": "GBP", "reason": "first season"})
    order = make.order("TEA", quantity=3, company_id=kafana, payment_method="on_account")
    confirm_order(order.id, by=BY)
    fulfil_order(order.id, by=BY)
    payment = {"amount": "4,50", "currency": "GBP", "paid_on": clock.now().date().isoformat(), "key": "k"}
    for _ in range(2):
        owner.post(reverse("office:company_payment", args=[kafana]), payment | {"reference": "bank 77"})

    assert stands(kafana) == (2000, 1050, 0, 950)
    page = owner.get(reverse("office:company_statement", args=[kafana, "gbp"])).content.decode()
    for told in (order.number, "bank 77", "£15.00", "£10.50"):
        assert told in page
    assert "£10.50" in owner.get(reverse("office:companies")).content.decode()
    assert order.number in owner.get(reverse("office:company", args=[kafana])).content.decode()

    [line] = [one for one in statement_of(kafana, "GBP", by=BY).lines if one.kind == "payment"]
    owner.post(reverse("office:company_take_back", args=[line.payment_id]), {"reason": "another company's"})
    assert stands(kafana) == (2000, 1500, 0, 500)


def test_what_a_company_paid_too_much_is_shown_as_paid_ahead_and_not_as_a_debt(owner: Client, kafana: Any) -> None:
    owner.post(reverse("office:company_limit", args=[kafana]), {"limit": "10", "currency": "GBP", "reason": "known"})
    payment = {"amount": "4.50", "currency": "GBP", "paid_on": clock.now().date().isoformat(), "key": "k"}
    owner.post(reverse("office:company_payment", args=[kafana]), payment)

    pages = [owner.get(address).content.decode() for address in (
        reverse("office:companies"), reverse("office:company", args=[kafana]),
        reverse("office:company_statement", args=[kafana, "gbp"]),
    )]  # fmt: skip

    assert all("aid ahead" in page and "£4.50" in page for page in pages)
    assert all("-£4.50" not in page.split("What came and went")[0] for page in pages)
    assert "of £10.00 and £4.50 paid ahead" in pages[1]


def test_a_cashier_looks_and_changes_nothing(sign_in: Any, kafana: Any) -> None:
    cashier = sign_in("cashier", at="high-street")

    assert cashier.get(reverse("office:company", args=[kafana])).status_code == 200
    for name in ("company_save", "company_buyer", "company_limit", "company_payment"):
        assert cashier.post(reverse(f"office:{name}", args=[kafana]), FORM).status_code == 403
    assert cashier.post(reverse("office:company_new"), FORM | {"tax_number": "GB1"}).status_code == 403
    assert [one.legal_name for one in companies(by=BY)] == ["Kafana d.o.o."]
    assert stands(kafana) == (0, 0, 0, 0)
