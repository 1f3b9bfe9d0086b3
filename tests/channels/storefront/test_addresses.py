"""My addresses: mine alone, and one of them is filled in at the checkout."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from duken.access.shoppers import shopper_with
from duken.channels.storefront.accounts import recognise
from duken.customers.card.addresses import add_address
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


def test_one_is_put_first_and_changed_and_that_one_is_filled_in(ann: Client, make: Any) -> None:
    for street in ("Abay 1", "Tole Bi 2"):
        ann.post("/account/addresses/add/", HOME | {"street": street})
    newer, older = addresses_of(customer_of("ann@example.com"), by=BY)
    assert (newer.street, older.street) == ("Tole Bi 2", "Abay 1")

    ann.post("/account/addresses/first/", {"address": str(older.id)})
    ann.post("/account/addresses/change/", HOME | {"address": str(older.id), "street": "Abay 100"})

    assert [one.street for one in addresses_of(customer_of("ann@example.com"), by=BY)] == ["Abay 100", "Tole Bi 2"]
    ann.post("/basket/add/", {"variant": make.variant("TEA").id, "quantity": 1})
    assert ann.get("/checkout/").context["form"]["line1"].value() == "Abay 100"
    ann.post("/account/addresses/add/", HOME | {"street": "Newest 3"})
    assert addresses_of(customer_of("ann@example.com"), by=BY)[0].street == "Newest 3"


def test_a_change_that_cannot_be_keeps_what_was_typed_and_the_address_as_it_was(ann: Client) -> None:
    ann.post("/account/addresses/add/", HOME)
    [kept] = addresses_of(customer_of("ann@example.com"), by=BY)

    answer = ann.post("/account/addresses/change/", {"address": str(kept.id), "label": "Somewhere"})

    assert answer.status_code == 422
    assert 'value="Somewhere"' in answer.content.decode()
    assert addresses_of(customer_of("ann@example.com"), by=BY) == [kept]


def test_what_is_missing_is_said_and_what_was_typed_stays(ann: Client) -> None:
    answer = ann.post("/account/addresses/add/", {"label": "Somewhere"})

    assert answer.status_code == 422
    assert 'value="Somewhere"' in answer.content.decode()


def test_there_is_an_end_to_it(ann: Client) -> None:
    for number in range(21):
        ann.post("/account/addresses/add/", HOME | {"street": f"Abay {number}"})

    assert len(addresses_of(customer_of("ann@example.com"), by=BY)) == 20


def test_somebody_elses_address_is_neither_seen_nor_touched(ann: Client) -> None:
    ben = signed_in("ben@example.com")
    home = add_address(customer_of("ann@example.com"), by=BY, **HOME)

    assert "Abay" not in ben.get("/account/addresses/").content.decode()
    ben.post("/account/addresses/remove/", {"address": str(home)})
    ben.post("/account/addresses/first/", {"address": str(home)})
    ben.post("/account/addresses/change/", HOME | {"address": str(home), "street": "Ben's 1"})
    ben.post("/account/addresses/remove/", {"address": "nonsense"})

    [kept] = addresses_of(customer_of("ann@example.com"), by=BY)
    assert (kept.id, kept.street) == (home, "Abay 1")


def test_a_stranger_is_sent_to_sign_in(ann: Client) -> None:
    for path in ("", "add/", "change/", "first/", "remove/"):
        answer = Client().post(f"/account/addresses/{path}", HOME)
        assert answer.url == "/account/sign-in/"
