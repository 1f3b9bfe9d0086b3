"""Baskets under several hands at once, on a real PostgreSQL with real commits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from duken.access.scopes import SHOPPER
from duken.carts import verify
from duken.carts.add_line import add_line
from duken.carts.adopt_cart import adopt_cart
from duken.carts.mark_ordered import OrderedCart, mark_ordered
from duken.carts.open_cart import open_cart
from duken.carts.reads import cart
from duken.kernel.actor import Actor, system
from duken.kernel.ids import new_id

pytestmark = pytest.mark.django_db(transaction=True)
BY = system("tests", "web")


def at_once(work, times: int = 8) -> list:
    def alone(number: int):
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(alone, range(times)))


def breaches() -> list:
    return [breach for check in verify.checks() for breach in check.look().breaches]


def test_a_basket_ordered_by_eight_hands_becomes_one_order(make):
    basket = make.cart()
    orders = [new_id() for _ in range(8)]

    answers = at_once(lambda number: mark_ordered([OrderedCart(basket.id, orders[number])], by=BY)[0])

    assert answers.count(None) == 1
    assert cart(basket.id, by=BY).order_id == orders[answers.index(None)]
    assert breaches() == []


def test_a_person_who_opens_eight_baskets_at_once_has_one(make):
    make.channel("web")
    anna = new_id()
    actor = Actor("customer:anna", "web", SHOPPER, customer=anna)

    assert len(set(at_once(lambda _: open_cart(by=actor)))) == 1


def test_eight_units_added_at_once_are_eight(make):
    basket, tea = make.cart(), make.variant("TEA").id

    at_once(lambda _: add_line(basket.id, variant_id=tea, quantity=1, by=BY))

    found = cart(basket.id, by=BY)
    assert [tuple(line) for line in found.lines] == [(tea, 8)]
    assert found.version == 9
    assert breaches() == []


def test_eight_devices_signing_in_at_once_end_with_one_basket(make):
    anna = new_id()
    actor = Actor("customer:anna", "web", SHOPPER, customer=anna)
    guests = [make.cart(f"TEA-{number}") for number in range(8)]

    kept = at_once(lambda number: adopt_cart(guests[number].id, customer_id=anna, by=actor))

    assert len(set(kept)) == 1
    assert len(cart(kept[0], by=actor).lines) == 8
    assert breaches() == []
