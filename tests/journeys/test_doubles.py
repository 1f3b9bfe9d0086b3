"""Doubles in a real browser: two keys decide, the third takes it back."""

from __future__ import annotations

from typing import Any

import pytest

from duken.access.staff import create_staff
from duken.customers.identities.alias import canonical
from duken.customers.identities.find_candidates import find_candidates
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import system

pytestmark = [pytest.mark.browser, pytest.mark.proof, pytest.mark.django_db(transaction=True)]
BY = system("tests")
PASSWORD = "a long walk to the shop"


@pytest.fixture
def office(page: Any, shop: Any) -> Any:
    create_staff("owner@example.com", password=PASSWORD, roles=[("owner", None)], by=BY)
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto("/office/")
    page.fill("#id_email", "owner@example.com")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/")
    return page


def test_a_pair_is_joined_and_parted_by_keyboard_alone(office: Any) -> None:
    cards = recognise_customers(
        [
            Contact("Shopper Example", phone="+447700900123"),
            Contact("Example Shopper", email="shopper@example.com", mentioned=(("phone", "+447700900123"),)),
        ],
        by=BY,
    )
    find_candidates(by=BY)
    office.goto("/office/customers/merges/")

    office.keyboard.press("b")
    office.get_by_text("They are one card now.").wait_for()
    assert canonical(cards) == dict.fromkeys(cards, cards[1])

    office.keyboard.press("u")
    office.get_by_text("each as it was").wait_for()
    assert canonical(cards) == {one: one for one in cards}

    office.keyboard.press("d")
    office.get_by_text("you will not be asked again").wait_for()
    assert office.get_by_text("Nobody seems to be here twice").is_visible()
