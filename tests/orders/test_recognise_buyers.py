"""A guest's order is put on a card; the next order of the same person on the same one."""

from __future__ import annotations

from typing import Any

import pytest

from duken.customers.reads import customers
from duken.customers.recognise import Contact as NewContact
from duken.customers.recognise import recognise_customers
from duken.kernel.actor import Actor
from duken.orders.claim_orders import claim_orders
from duken.orders.drafts import Contact
from duken.orders.errors import OrderMissing
from duken.orders.reads import order
from duken.orders.recognise_buyers import recognise_buyers

pytestmark = pytest.mark.django_db


def test_orders_of_one_phone_in_two_spellings_lie_on_one_card(make: Any) -> None:
    make.selling("TEA")
    placed = [
        make.order("TEA", contact=Contact("A Buyer", "+44 7700 900123")).id,
        make.order("TEA", contact=Contact("Buyer A", "07700900123", "buyer@example.com")).id,
        make.order("TEA", contact=Contact("Another", email="other@example.com")).id,
    ]

    for _ in range(2):
        recognise_buyers(placed, by=make.by)

    first, second, third = (order(one, by=make.by).customer_id for one in placed)
    assert first is not None
    assert first == second != third
    cards = customers(by=make.by)
    assert len(cards) == 2
    [card] = [card for card in cards if card.id == first]
    assert (card.name, card.phones, card.emails) == ("A Buyer", ("+447700900123",), ())


def test_typing_somebodys_phone_does_not_open_their_orders(make: Any) -> None:
    make.selling("TEA")
    placed = make.order("TEA")
    recognise_buyers([placed.id], by=make.by)

    stranger = Actor("visitor:1", "web", frozenset({"orders.place"}))

    with pytest.raises(OrderMissing):
        order(placed.id, by=stranger)


def test_the_owner_of_a_contact_typed_beside_mine_does_not_get_my_card(make: Any) -> None:
    make.selling("TEA")
    both = make.order("TEA", contact=Contact("A Buyer", "+447700900123", "stranger@example.com"))
    recognise_buyers([both.id], by=make.by)

    [card] = recognise_customers([NewContact(email="stranger@example.com", proof="signed_in")], by=make.by)

    assert card != order(both.id, by=make.by).customer_id


def test_the_owner_of_a_proven_phone_gets_the_card_with_its_orders(make: Any) -> None:
    make.selling("TEA")
    guest = make.order("TEA", contact=Contact("A Buyer", "+447700900123"))
    recognise_buyers([guest.id], by=make.by)

    [card] = recognise_customers([NewContact(phone="+447700900123", proof="signed_in")], by=make.by)

    assert card == order(guest.id, by=make.by).customer_id


def test_who_proves_a_contact_gets_the_guest_orders_that_name_it(make: Any) -> None:
    make.selling("TEA")
    both = make.order("TEA", contact=Contact("A Buyer", "+447700900123", "buyer@example.com"))
    other = make.order("TEA", contact=Contact("A Buyer", "+447700900123"))
    recognise_buyers([both.id, other.id], by=make.by)
    [card] = recognise_customers([NewContact(email="buyer@example.com", proof="signed_in")], by=make.by)

    claimed = [claim_orders(card, email="buyer@example.com", by=make.by) for _ in range(2)]

    assert claimed == [1, 0]
    assert order(both.id, by=make.by).customer_id == card != order(other.id, by=make.by).customer_id


def test_an_order_on_the_card_of_somebody_proven_is_not_claimed(make: Any) -> None:
    make.selling("TEA")
    mine = make.order("TEA", contact=Contact("A Buyer", "+447700900123", "mistyped@example.com"))
    recognise_buyers([mine.id], by=make.by)
    [owner] = recognise_customers([NewContact(phone="+447700900123", proof="signed_in")], by=make.by)
    [stranger] = recognise_customers([NewContact(email="mistyped@example.com", proof="signed_in")], by=make.by)

    assert claim_orders(stranger, email="mistyped@example.com", by=make.by) == 0
    assert order(mine.id, by=make.by).customer_id == owner
