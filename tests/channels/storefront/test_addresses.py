"""My addresses: mine alone, and one of them is filled in at the checkout."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from duken.access.shoppers import shopper_with
from duken.channels.storefront.accounts import recognise
from duken.customers.card.prefer import add_address
from duken.customers.card.read import addresses_of
from duken.customers.identities.find import find_by
from duken.kernel.actor import system

pytestmark = pytest.mark.django_db
BY = system("tests")
HOME = {"street": "Abay 1", "city": "Almaty", "postcode": "050000", "label": "Home", "note": "second door"}


def customer_of(email: str) -> Any:
    return find_by("email", email, by=BY)


@pytest.fixture
def ann(make: Any) -> Client:
    make.selling("TEA")
    make.delivery_zone(ships_from="high-street")
    return signed_in("ann@example.com")


def signed_in(email: str) -> Client:
    user = shopper_with(email=email)
    user.save()
    recognise(user)
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def test_an_address_is_kept_shown_filled_in_and_removed(ann: Client, make: Any) -> None:
    assert "No address yet" in ann.get("/account/addresses/").content.decode()

    ann.post("/account/addresses/add/", HOME)

    shown = ann.get("/account/addresses/").content.decode()
    assert all(part in shown for part in ("Abay 1", "050000 Almaty", "Home", "second door"))
    ann.post("/basket/add/", {"variant": make.variant("TEA").id, "quantity": 1})
    form = ann.get("/checkout/").context["form"]
    assert [form[name].value() for name in ("line1", "city", "postcode")] == ["Abay 1", "Almaty", "050000"]

    [kept] = addresses_of(customer_of("ann@example.com"), by=BY)
    ann.post("/account/addresses/remove/", {"address": str(kept.id)})
    ann.post("/account/addresses/remove/", {"address": str(kept.id)})
    assert addresses_of(customer_of("ann@example.com"), by=BY) == []


def test_what_is_missing_is_said_and_what_was_typed_stays(ann: Client) -> None:
    answer = ann.post("/account/addresses/add/", {"label": "Somewhere"})

    assert answer.status_code == 422
    assert 'value="Somewhere"' in answer.content.decode()


def test_there_is_an_end_to_it(ann: Client) -> None:
    for number in range(21):
        ann.post("/account/addresses/add/", HOME | {"street": f"Abay {number}"})

    assert len(addresses_of(customer_of("ann@example.com"), by=BY)) == 20


def test_somebody_elses_address_is_neither_seen_nor_removed(ann: Client) -> None:
    ben = signed_in("ben@example.com")
    home = add_address(customer_of("ann@example.com"), by=BY, **HOME)

    assert "Abay" not in ben.get("/account/addresses/").content.decode()
    ben.post("/account/addresses/remove/", {"address": str(home)})
    ben.post("/account/addresses/remove/", {"address": "nonsense"})

    assert [one.id for one in addresses_of(customer_of("ann@example.com"), by=BY)] == [home]


def test_a_stranger_is_sent_to_sign_in(ann: Client) -> None:
    for path in ("", "add/", "remove/"):
        answer = Client().post(f"/account/addresses/{path}", HOME)
        assert answer.url == "/account/sign-in/"
