"""The same person, the same things, several doors at the same moment: one order, the others are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from duken.kernel import sql
from tests.races import table
from tests.races.shelves import ordered, shelf
from tests.races.shop import Shop
from tests.races.swarm import Ask, api_ask, patience, rush

Verify = Callable[[str], None]
RACE = "one intent, many doors"
PEOPLE, HANDS, REPEATS = 25, 6, 12


def intent(shop: Shop, sku: str, person: int, hand: int) -> Ask:
    """A call with a key of its own: nothing but the person and the things says that it is the same wish."""
    body = {
        "channel": "web",
        "lines": [{"sku": sku, "quantity": 1}],
        "contact": {"name": "Buyer", "phone": f"+44770090{person:04d}"},
        "delivery": {"method": "pickup", "store": "auto"},
        "payment": {"method": "on_collection"},
    }
    return api_ask("/api/v1/orders", body, shop.secret, key=f"{sku}-{person}-{hand}", about=person)


def test_one_person_at_many_doors_is_one_order(shop: Shop, make: Any, verify: Verify) -> None:
    make.selling("INTENT", stock=PEOPLE * HANDS)

    record = rush(
        shop, [intent(shop, "INTENT", 1000 + person, hand) for person in range(PEOPLE) for hand in range(HANDS)]
    )

    table.ran(RACE, record, supply=PEOPLE, sold=len(record.told(201)), refused=len(record.told(409)))
    assert record.statuses() == {201: PEOPLE, 409: PEOPLE * (HANDS - 1)}
    assert {answer.code for answer in record.told(409)} == {"orders.looks_repeated"}
    assert set(Counter(answer.ask.about for answer in record.told(201)).values()) == {1}
    assert (shelf("INTENT"), ordered("INTENT")) == ((PEOPLE * HANDS, PEOPLE), PEOPLE)
    assert record.percentile(0.99) <= patience(PEOPLE * HANDS)
    verify(RACE)


def test_the_control_orders_twice_for_one_person(planted: Shop, make: Any) -> None:
    make.selling("INTENT", stock=1000)
    planted.plant("compare_without_locking")

    for person in range(REPEATS):
        rush(planted, [intent(planted, "INTENT", 2000 + person, hand) for hand in range(HANDS)])

    found = sql.rows(
        """SELECT o.contact_phone, count(DISTINCT o.id) FROM orders_order o JOIN orders_line l ON l.order_id = o.id
           WHERE l.sku = 'INTENT' GROUP BY 1"""
    )
    table.caught(RACE, [orders > 1 for _, orders in found])
