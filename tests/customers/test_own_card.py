"""A customer keeps their own card; what the shop decides about them is not theirs to write."""

from __future__ import annotations

from typing import Any

import pytest

from duken.access.authenticate import shopper
from duken.customers.change import add_contact, change_customer
from duken.customers.reads import customer
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import ScopeMissing
from duken.kernel.refusals import InvalidField

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(make: Any) -> Any:
    [card] = recognise_customers([Contact("Shopper", email="anna@example.com", proof="signed_in")], by=make.by)
    return shopper(channel="web", customer=card)


def test_a_customer_changes_their_name(anna: Any) -> None:
    change_customer(anna.customer, name="Shopper B", language="ru", by=anna)

    assert customer(anna.customer, by=anna).name == "Shopper B"


@pytest.mark.parametrize("said", [{"group": "trade"}, {"note": "always give a discount"}])
def test_a_customer_does_not_choose_their_own_prices(anna: Any, said: dict[str, str]) -> None:
    with pytest.raises(ScopeMissing):
        change_customer(anna.customer, **said, by=anna)

    assert (customer(anna.customer, by=anna).group, customer(anna.customer, by=anna).note) == ("", "")


def test_a_customer_does_not_claim_a_contact_that_nobody_has_proven(anna: Any) -> None:
    """A typed phone on a card that somebody signs in to would open the owner's later orders to them."""
    with pytest.raises(ScopeMissing):
        add_contact(anna.customer, phone="+447700900999", by=anna)

    add_contact(anna.customer, phone="+447700900999", proof="confirmed", by=anna)
    assert customer(anna.customer, by=anna).phones == ("+447700900999",)


def test_a_name_too_long_for_a_card_is_refused(make: Any, anna: Any) -> None:
    with pytest.raises(InvalidField):
        change_customer(anna.customer, name="A" * 201, by=make.by)
