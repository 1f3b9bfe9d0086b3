"""Too many buyers for what is there, over HTTP and several processes: supply is sold exactly, everybody gets an answer.

Bundles are not a kind of product yet. What a bundle would need is raced all the same: orders of several lines that
share one scarce article in different combinations. An order refused for that article must free its companions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import cycle, islice
from typing import Any

import pytest

from tests.races import table
from tests.races.shelves import order_numbers, ordered, shelf
from tests.races.shop import Shop
from tests.races.swarm import Ask, Record, api_ask, patience, rush

Verify = Callable[[str], None]
REPEATS = 20
FLOOR = ("ledger_account", "ledger_account_floor")
# what the buyers want of the scarce bowl, and what goes with it; the last one wants no bowl
COMBINATIONS: tuple[dict[str, int], ...] = (
    {"BOWL": 1, "TEA": 1},
    {"TEA": 2, "BOWL": 2, "MILK": 1},
    {"SUGAR": 3, "MILK": 1, "BOWL": 1},
    {"BOWL": 3},
    {"TEA": 1, "SUGAR": 1},
)
COMPANIONS = ("TEA", "MILK", "SUGAR")


def order_ask(shop: Shop, lines: dict[str, int], key: str) -> Ask:
    body = {
        "channel": "web",
        "lines": [{"sku": sku, "quantity": quantity} for sku, quantity in lines.items()],
        "contact": {"name": "Buyer", "email": f"{key.lower()}@example.com"},
        "delivery": {"method": "pickup", "store": "auto"},
        "payment": {"method": "on_collection"},
    }
    return api_ask("/api/v1/orders", body, shop.secret, key=key, about=lines)


def buy(shop: Shop, race: str, wishes: Sequence[dict[str, int]], *, connections: int = 500) -> Record:
    asks = [order_ask(shop, lines, f"{race}-{number}") for number, lines in enumerate(wishes)]
    return rush(shop, asks, connections=connections)


def sold(record: Record, sku: str) -> int:
    """Units of an article that buyers were told are theirs."""
    return sum(answer.ask.about.get(sku, 0) for answer in record.told(201))


@pytest.mark.parametrize(("supply", "buyers", "connections"), [(1, 500, 500), (100, 5000, 250)])
def test_supply_is_sold_exactly(
    shop: Shop, make: Any, verify: Verify, supply: int, buyers: int, connections: int
) -> None:
    race, sku = f"{supply:,} for {buyers:,}", f"LAST-{supply}"
    make.selling(sku, stock=supply)

    record = buy(shop, sku, [{sku: 1}] * buyers, connections=connections)

    table.ran(race, record, supply=supply, sold=sold(record, sku), refused=len(record.told(409)))
    assert record.statuses() == {201: supply, 409: buyers - supply}
    assert {answer.code for answer in record.told(409)} == {"inventory.not_enough_stock"}
    assert shelf(sku) == (supply, supply)
    assert order_numbers(sku) == sorted(answer.json()["number"] for answer in record.told(201))
    assert record.percentile(0.99) <= patience(connections)
    verify(race)


@pytest.mark.parametrize(("supply", "buyers", "race"), [(1, 60, "1 for 500"), (10, 100, "100 for 5,000")])
def test_the_control_sells_what_is_not_there(planted: Shop, make: Any, supply: int, buyers: int, race: str) -> None:
    rounds = [f"LAST-{supply}-{number}" for number in range(REPEATS)]
    make.selling(*rounds, stock=supply)
    planted.plant("sell_without_looking", without_constraints=(FLOOR,))

    failed = [sold(buy(planted, sku, [{sku: 1}] * buyers), sku) > supply for sku in rounds]

    table.caught(race, failed)


def test_what_is_refused_frees_its_companions(shop: Shop, make: Any, verify: Verify) -> None:
    race, supply, buyers, plenty = "one scarce part", 60, 400, 5000
    make.selling(*COMPANIONS, stock=plenty)
    make.selling("BOWL", stock=supply)

    record = buy(shop, "part", list(islice(cycle(COMBINATIONS), buyers)))

    table.ran(race, record, supply=supply, sold=sold(record, "BOWL"), refused=len(record.told(409)))
    assert set(record.statuses()) == {201, 409}
    assert sold(record, "BOWL") == supply
    assert {answer.status for answer in record.answers if "BOWL" not in answer.ask.about} == {201}
    for sku, there in ({"BOWL": supply} | dict.fromkeys(COMPANIONS, plenty)).items():
        assert (shelf(sku), ordered(sku)) == ((there, sold(record, sku)), sold(record, sku))
    with_a_bowl = [answer.json()["number"] for answer in record.told(201) if "BOWL" in answer.ask.about]
    assert order_numbers("BOWL") == sorted(with_a_bowl)
    assert record.percentile(0.99) <= patience(buyers)
    verify(race)


def test_the_control_keeps_the_companions(planted: Shop, make: Any) -> None:
    planted.plant("keep_companions")
    failed = []
    for number in range(REPEATS):
        make.selling(*(f"{sku}-{number}" for sku in COMPANIONS), stock=500)
        make.selling(f"BOWL-{number}", stock=10)
        wishes = [{f"{sku}-{number}": quantity for sku, quantity in lines.items()} for lines in COMBINATIONS]

        record = buy(planted, f"part-{number}", list(islice(cycle(wishes), 60)))

        left = [f"{sku}-{number}" for sku in COMPANIONS]
        failed.append(any(shelf(sku)[1] != sold(record, sku) for sku in left))

    table.caught("one scarce part", failed)
