"""The desk speaks through the channel that was chosen, and to the customer in their language."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from duken.carts.add_line import add_line
from duken.carts.open_cart import open_cart
from duken.carts.reads import cart
from duken.conversations.models import Message
from duken.customers.models import Customer
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import system
from duken.orders.reads import orders

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture
def basket(make: Any) -> Any:
    """Somebody's basket with one tea."""
    make.selling("TEA")
    make.channel("phone")
    make.channel("chat", name="Chat")
    [ann] = recognise_customers([Contact("Ann", "+447700900111", "ann@example.com")], by=BY)
    opened = open_cart(customer_id=ann, channel="web", by=BY)
    add_line(opened, variant_id=make.variant("TEA").id, quantity=1, by=BY)
    return opened


def through(owner: Client, channel: str) -> Any:
    return owner.post(reverse("office:desk_through"), {"channel": channel, "next": "/office/desk/"})


def order_taken(owner: Client, basket: Any) -> Any:
    page = owner.get(reverse("office:desk_basket", args=[basket])).content.decode()
    form = dict(re.findall(r'<input type="hidden" name="(key|expected)" value="([^"]*)"', page))
    way = {"method": "pickup", "store": "high-street", "phone": "020 7946 0018", "payment": "on_collection"}
    owner.post(reverse("office:desk_take", args=[basket]), form | way)
    [order] = orders(by=BY)
    return order


def test_an_order_comes_through_the_channel_that_was_chosen(owner: Client, basket: Any) -> None:
    assert "Comes through" in owner.get(reverse("office:desk")).content.decode()

    assert through(owner, "chat").headers["Location"] == "/office/desk/"

    assert order_taken(owner, basket).channel == "chat"


def test_without_a_choice_it_is_the_phone_and_what_is_no_door_is_not_chosen(owner: Client, basket: Any) -> None:
    through(owner, "web")
    through(owner, "no such")

    assert order_taken(owner, basket).channel == "phone"


@pytest.mark.parametrize(
    ("language", "words", "link"), [("ru", "Ваша корзина", "/ru/basket/"), ("", "Your basket", "/basket/")]
)
def test_the_link_to_a_basket_speaks_the_customers_language(
    owner: Client, basket: Any, language: str, words: str, link: str
) -> None:
    Customer.objects.update(language=language)

    owner.post(reverse("office:desk_send", args=[basket]), {"to": "ann@example.com"})

    letter = Message.objects.get(kind="basket")
    assert letter.subject.startswith(words)
    assert link in letter.body


def test_a_basket_of_nobody_is_given_to_whoever_has_this_e_mail_or_phone(owner: Client, basket: Any) -> None:
    for contact in ("ann@example.com", "0900111"):
        nobodys = open_cart(channel="phone", by=BY)

        owner.post(reverse("office:desk_belongs", args=[nobodys]), {"contact": contact})

        assert cart(nobodys, by=BY).merged_into == basket


def test_whoever_works_on_a_basket_of_nobody_is_told_that_the_customer_signed_in(owner: Client, basket: Any) -> None:
    address = reverse("office:desk_basket", args=[basket])
    watched = {"path": address, "headers": {"HX-Request": "true"}}

    assert "The customer signed in" in owner.get(**watched, data={"nameless": "yes"}).content.decode()
    assert "The customer signed in" not in owner.get(**watched).content.decode()
