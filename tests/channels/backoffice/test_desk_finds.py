"""What is typed into the one field of the desk, and whom it finds."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from duken.carts.reads import cart
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import sql
from duken.kernel.actor import system
from duken.orders.cancel import cancel_order
from duken.privacy.erase_person import erase_person

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture
def ann(make: Any) -> UUID:
    make.selling("TEA", stock=50)
    make.channel("phone")
    found, _boris = recognise_customers(
        [Contact("Ann", email="ann.lee@example.com"), Contact("Boris", "+447700900111", "boris@example.org")], by=BY
    )
    return found


def asks(browser: Client, who: str) -> Any:
    return browser.post(reverse("office:desk"), {"who": who})


def basket_of(answer: Any) -> UUID | None:
    """Whose basket it led to."""
    return cart(answer["Location"].split("/")[-2], by=BY).customer_id


@pytest.mark.parametrize("typed", ["{0}", "№ {0}", "#{0}", " {1} "])
def test_the_number_of_an_order_leads_to_its_customer_and_says_so(
    owner: Client, make: Any, ann: UUID, typed: str
) -> None:
    order = make.order("TEA", customer_id=ann)

    answer = asks(owner, typed.format(order.number, order.number.lower()))

    assert basket_of(answer) == ann
    page = owner.get(answer["Location"]).content.decode()
    assert f"Found by the order {order.number}." in page
    assert reverse("office:order", args=[order.id]) in page


def test_the_beginning_of_a_number_shows_the_orders_and_whose_they_are(owner: Client, make: Any, ann: UUID) -> None:
    first, second = (make.order("TEA", customer_id=ann, key=key) for key in "ab")
    beginning = first.number[:4]
    assert second.number.startswith(beginning)

    page = asks(owner, beginning).content.decode()

    assert {reverse("office:order", args=[one.id]) in page for one in (first, second)} == {True}
    assert page.count(reverse("office:desk_customer", args=[ann])) == 2


def test_an_order_of_an_erased_person_leads_to_nobody(owner: Client, make: Any, ann: UUID) -> None:
    order = make.order("TEA", customer_id=ann)
    cancel_order(order.id, reason="customer_asked", by=BY)
    erase_person(ann, reason="asked", by=BY)

    page = asks(owner, order.number).content.decode()

    assert "Erased" in page
    assert reverse("office:desk_customer", args=[ann]) not in page
    assert sql.rows("SELECT count(*) FROM carts_cart WHERE customer_id = %s", [ann]) == [(0,)]


def test_an_order_of_another_shop_is_not_found(sign_in: Any, make: Any, ann: UUID) -> None:
    order = make.order("TEA", customer_id=ann)
    make.shop("low-street")

    page = asks(sign_in("cashier", at="low-street"), order.number).content.decode()

    assert "Nobody found" in page
    assert str(order.id) not in page


@pytest.mark.parametrize("typed", ["ann.lee@example.com", "ann.l", "lee@exam", "example.com"])
def test_any_part_of_an_e_mail_finds_its_owner(owner: Client, ann: UUID, typed: str) -> None:
    assert basket_of(asks(owner, typed)) == ann


def test_a_name_is_not_mixed_with_parts_of_e_mails(owner: Client, ann: UUID) -> None:
    recognise_customers([Contact("Lee", "+447700900112")], by=BY)

    assert basket_of(asks(owner, "lee")) != ann
    assert re.search("Nobody found", asks(owner, "zz@nowhere").content.decode())
