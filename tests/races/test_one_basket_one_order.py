"""One wish, many presses: a key sent by many hands, a form pressed many times, a basket open in two tabs. One order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

import httpx

from duken.kernel import sql
from tests.races import table
from tests.races.shelves import ordered, shelf
from tests.races.shop import Shop
from tests.races.swarm import CSRF, Answer, Ask, Record, form_ask, patience, rush
from tests.races.test_supply_is_sold_exactly import order_ask

Verify = Callable[[str], None]
REPEATS = 20
KEYS, HANDS = 25, 12
BASKETS, TABS, PRESSES = 12, 2, 3


def orders_of(record: Record) -> dict[str, set[str]]:
    """By key: the orders that its hands were told of."""
    told: dict[str, set[str]] = defaultdict(set)
    for answer in record.answers:
        told[answer.ask.headers["Idempotency-Key"]].add(answer.json().get("id", answer.code))
    return told


def test_one_key_by_many_hands_is_one_order(shop: Shop, make: Any, verify: Verify) -> None:
    race = "one key, many hands"
    make.selling("KEY", stock=KEYS * HANDS)

    record = rush(shop, [order_ask(shop, {"KEY": 1}, f"key-{number // HANDS}") for number in range(KEYS * HANDS)])

    table.ran(race, record, supply=KEYS, sold=len(record.told(201)), refused=len(record.told(200)))
    assert record.statuses() == {201: KEYS, 200: KEYS * (HANDS - 1)}
    assert {len(orders) for orders in orders_of(record).values()} == {1}
    assert (shelf("KEY"), ordered("KEY")) == ((KEYS * HANDS, KEYS), KEYS)
    assert record.percentile(0.99) <= patience(KEYS * HANDS)
    verify(race)


def test_the_control_forgets_keys(planted: Shop, make: Any) -> None:
    make.selling("KEY", stock=1000)
    planted.plant("forget_keys")

    records = [
        rush(planted, [order_ask(planted, {"KEY": 1}, f"control-{number}")] * HANDS) for number in range(REPEATS)
    ]

    table.caught(
        "one key, many hands", [len(orders) > 1 for record in records for orders in orders_of(record).values()]
    )


def test_a_basket_in_two_tabs_is_one_order(shop: Shop, make: Any, verify: Verify) -> None:
    """Each tab's form is pressed three times: the first tab has the order, the other hears that the basket is gone."""
    race = "one basket, two tabs"
    make.selling("TAB", stock=100)
    baskets = [filled_basket(shop, make, "TAB") for _ in range(BASKETS)]

    record = rush(shop, presses(baskets, tabs=TABS, times=PRESSES))

    placed = [answer for answer in record.answers if led_to(answer) == "order"]
    table.ran(race, record, supply=BASKETS, sold=orders_with("TAB"), refused=len(record.answers) - len(placed))
    assert {led_to(answer) for answer in record.answers} <= {"order", "basket", 409}
    presses_led_there = Counter(answer.ask.about for answer in placed)
    assert set(presses_led_there.values()) == {PRESSES}, "every press of one form is answered alike"
    assert len({answer.headers["location"] for answer in placed}) == len(placed) // PRESSES == BASKETS
    assert (orders_with("TAB"), shelf("TAB")) == (BASKETS, (100, BASKETS))
    assert record.percentile(0.99) <= patience(len(record.answers))
    verify(race)


def test_the_control_orders_a_basket_twice(planted: Shop, make: Any) -> None:
    make.selling("TAB", stock=1000)
    baskets = [filled_basket(planted, make, "TAB") for _ in range(REPEATS)]
    planted.plant("leave_baskets_unlocked")

    failed = []
    for basket in baskets:
        before = orders_with("TAB")
        rush(planted, presses([basket], tabs=3, times=1))
        failed.append(orders_with("TAB") - before > 1)

    table.caught("one basket, two tabs", failed)


def filled_basket(shop: Shop, make: Any, sku: str) -> dict[str, str]:
    """A visitor who has put one of it into the basket: their cookies."""
    with httpx.Client(base_url=shop.address, headers={"X-CSRFToken": CSRF}, cookies={"csrftoken": CSRF}) as browser:
        answer = browser.post("/basket/add/", data={"variant": str(make.variant(sku).id), "quantity": "1"}, timeout=60)
        assert answer.status_code == 302
        return {name: browser.cookies[name] for name in ("visitor", "basket")}


def presses(baskets: Sequence[dict[str, str]], *, tabs: int, times: int) -> list[Ask]:
    """The forms of all tabs of all baskets, each sent so many times; those of one basket are neighbours."""
    asks = []
    for number, cookies in enumerate(baskets):
        keys = [str(uuid4()) for _ in range(tabs)]
        asks += [
            form_ask("/checkout/", _form(keys[tab]), cookies, about=(number, tab))
            for _ in range(times)
            for tab in range(tabs)
        ]
    return asks


def _form(key: str) -> dict[str, str]:
    told = {"method": "pickup", "store": "high-street", "payment": "on_collection", "name": "Shopper"}
    return told | {"key": key, "phone": "+447700900123", "expected_pickup": "499", "confirm_repeat": "yes"}


def led_to(answer: Answer) -> object:
    """Where a press of the form led: to the order, back to the basket, or a status."""
    return answer.headers["location"].split("/")[1] if answer.status == 302 else answer.status


def orders_with(sku: str) -> int:
    [(found,)] = sql.rows("SELECT count(DISTINCT order_id) FROM orders_line WHERE sku = %s", [sku])
    return int(found)
