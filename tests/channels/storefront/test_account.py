"""Signing in with a code; what one finds there."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from duken.access.staff import create_staff
from duken.kernel.actor import system
from tests.channels.storefront.conftest import Shopper


def sign_in(shopper: Shopper, contact: str) -> None:
    shopper.post("/account/sign-in/", {"contact": contact})
    code = re.search(r"is ([A-Z0-9-]+)\.", mail.outbox[-1].body)
    assert code
    shopper.post("/account/code/", {"code": code[1], "action": "verify"})


@pytest.mark.parametrize("contact", ["anna@example.com", "020 7946 0018"])
def test_a_guests_orders_are_there_after_the_first_sign_in(shopper, tea, contact):
    shopper.put(tea.id)
    shopper.place(email="anna@example.com")

    sign_in(shopper, contact)

    page = shopper.get("/account/").content.decode()
    assert page.count("/order/") == 1


def test_a_wrong_code_opens_nothing_and_the_third_ends_the_attempt(shopper, tea):
    shopper.post("/account/sign-in/", {"contact": "anna@example.com"})

    for _ in range(3):
        shopper.post("/account/code/", {"code": "WRONG1", "action": "verify"})

    assert shopper.get("/account/code/").status_code == 302
    assert shopper.get("/account/").headers["Location"] == "/account/sign-in/"


def test_staff_get_no_code_here(shopper, make, tea):
    create_staff("boss@example.com", password="a-long-enough-one-1", roles=[("owner", None)], by=make.by)

    answer = shopper.post("/account/sign-in/", {"contact": "boss@example.com"})

    assert answer.headers["Location"] == "/account/code/"  # nobody learns who works here
    assert mail.outbox == []


def test_what_is_no_contact_is_told(shopper, tea):
    answer = shopper.post("/account/sign-in/", {"contact": "hello"})

    assert answer.status_code == 422
    assert "neither an e-mail nor a phone" in answer.content.decode()


def test_the_basket_of_the_telephone_is_there_on_the_desktop(shopper, tea):
    sign_in(shopper, "anna@example.com")
    shopper.put(tea.id, 2)
    desktop = Shopper()

    sign_in(desktop, "anna@example.com")

    assert 'value="2"' in desktop.get("/basket/").content.decode()


def test_a_guests_basket_comes_along(shopper, tea):
    shopper.put(tea.id, 3)

    sign_in(shopper, "anna@example.com")

    assert 'value="3"' in shopper.get("/basket/").content.decode()


def test_signing_out_ends_it(shopper, tea):
    sign_in(shopper, "anna@example.com")

    shopper.post("/account/sign-out/")

    assert shopper.get("/account/").status_code == 302


def test_who_works_here_and_shops_nowhere_is_asked_who_they_are(client, django_user_model, tea):
    password = "a long walk to the shop"
    create_staff("owner@example.com", password=password, roles=[("owner", None)], by=system("tests"))
    client.force_login(django_user_model.objects.get(), "django.contrib.auth.backends.ModelBackend")

    page = client.get("/account/", follow=True)

    assert page.redirect_chain == [("/account/sign-in/", 302)]
    assert page.status_code == 200


def test_signing_in_with_a_second_basket_says_that_two_became_one(shopper, make, tea):
    shopper.put(tea.id)
    sign_in(shopper, "anna@example.com")
    assert "both are one now" not in shopper.get("/basket/").content.decode()

    other = Shopper()
    other.put(tea.id, 3)
    sign_in(other, "anna@example.com")

    assert "You had a basket already: both are one now." in other.get("/account/").content.decode()


def test_wrong_codes_are_told_from_too_many_of_them(shopper):
    shopper.post("/account/sign-in/", {"contact": "anna@example.com"})

    wrong = shopper.post("/account/code/", {"code": "AAA-AAA", "action": "verify"}).content.decode()
    for _ in range(2):
        shopper.post("/account/code/", {"code": "AAA-AAA", "action": "verify"})

    assert "This is not the code we sent." in wrong
    assert "Too many wrong tries. Have a new code sent" in shopper.get("/account/sign-in/").content.decode()


def test_the_shop_says_each_thing_about_signing_in_once_and_in_its_own_words(shopper):
    shopper.post("/account/sign-in/", {"contact": "anna@example.com"})
    asked = shopper.get("/account/code/").content.decode()
    sign_in(shopper, "anna@example.com")
    signed_in = shopper.get("/account/").content.decode()
    signed_out = shopper.post("/account/sign-out/", follow=True).content.decode()

    assert asked.count("anna@example.com") == 1
    assert "sign-in code has been sent" not in signed_in
    assert "You are signed in." in signed_in
    assert "You are signed out." in signed_out
