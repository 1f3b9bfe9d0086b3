"""One stock document sent by many hands at once is booked once, and everybody gets an answer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from duken.customers.recognise import Contact, recognise_customers
from duken.inventory.adjust import adjust_stock, set_stock
from duken.inventory.reads import availability
from duken.inventory.receive import receive_stock
from duken.inventory.transfer import dispatch_transfer
from duken.kernel import sql
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 6


def together(act: Callable[[int], Any]) -> list[Any]:
    ready = Barrier(HANDS)

    def one(number: int) -> Any:
        try:
            connection.ensure_connection()
            ready.wait(30)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as threads:
        return list(threads.map(one, range(HANDS)))


def on_hand(make: Any, shop: UUID) -> int:
    variant = make.variant("TEA").id
    level = availability([variant], channel="web").get((variant, shop))
    return level.on_hand if level else 0


def test_a_receipt_sent_twice_at_once_is_received_once(make: Any) -> None:
    make.selling("TEA", stock=0)
    tea, shop = make.variant("TEA").id, stores.location("high-street").id

    answers = together(lambda _: receive_stock([(tea, 5)], location_id=shop, key="van", by=make.by))

    assert sorted(answers) == [False] * (HANDS - 1) + [True]
    assert on_hand(make, shop) == 5


def test_a_correction_sent_twice_at_once_is_booked_once(make: Any) -> None:
    make.selling("TEA", stock=20)
    tea, shop = make.variant("TEA").id, stores.location("high-street").id

    answers = together(lambda _: adjust_stock([(tea, -2)], location_id=shop, reason="lost", key="one", by=make.by))

    assert sorted(answers) == [False] * (HANDS - 1) + [True]
    assert on_hand(make, shop) == 18


def test_a_dispatch_sent_twice_at_once_is_one_transfer(make: Any) -> None:
    make.selling("TEA", stock=20)
    tea, shop, market = make.variant("TEA").id, stores.location("high-street").id, make.shop("market").id

    answers = together(
        lambda _: dispatch_transfer([(tea, 3)], from_location_id=shop, to_location_id=market, key="van", by=make.by)
    )

    assert len(set(answers)) == 1
    assert on_hand(make, shop) == 17


@pytest.mark.parametrize("stock", [0, 3])
def test_two_files_that_set_a_shelf_at_once_do_not_add_up(make: Any, stock: int) -> None:
    make.selling("TEA", stock=stock)
    tea, shop = make.variant("TEA").id, stores.location("high-street").id

    together(lambda number: set_stock({tea: 5}, location_id=shop, key=f"file {number}", by=make.by))

    assert on_hand(make, shop) == 5


def test_one_person_introduced_by_many_hands_gets_one_card(make: Any) -> None:
    cards = together(lambda _: recognise_customers([Contact("A Buyer", "+447700900123")], by=make.by))

    assert len({card for [card] in cards}) == 1
    assert sql.rows("SELECT count(*) FROM customers_customer") == [(1,)]
