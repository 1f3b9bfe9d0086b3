"""Four people count the same shelves at once, while buyers order: what is missing is booked once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tests.races import table
from tests.races.conftest import PLACE
from tests.races.shelves import shelf
from tests.races.shop import Shop
from tests.races.swarm import Record, api_ask, patience, rush
from tests.races.test_supply_is_sold_exactly import order_ask

Verify = Callable[[str], None]
REPEATS = 20
GROUPS, SHELVES, PEOPLE = 8, 5, 4
BOOKS, THERE = 100, 90


def test_what_is_missing_is_booked_once(shop: Shop, make: Any, verify: Verify) -> None:
    race = "counts of one shelf"
    groups = [[f"COUNTED-{group}-{number}" for number in range(SHELVES)] for group in range(GROUPS)]
    skus = [sku for group in groups for sku in group]
    make.selling(*skus, stock=BOOKS)

    began, written, closed = count_at_once(shop, groups)

    record = Record(began.answers + written.answers + closed.answers)
    corrected = sum(shelf(sku)[0] == THERE for sku in skus)
    table.ran(race, record, supply=len(skus), sold=corrected, refused=len(closed.told(409)))
    assert began.statuses() == {201: GROUPS * PEOPLE}
    assert written.statuses() == {200: GROUPS * PEOPLE}
    assert closed.statuses() == {200: GROUPS * PEOPLE, 409: GROUPS * PEOPLE, 201: len(skus)}
    assert {answer.code for answer in closed.told(409)} == {"inventory.count_closed"}
    assert {sku: shelf(sku) for sku in skus} == dict.fromkeys(skus, (THERE, 1))
    assert record.percentile(0.99) <= patience(len(closed.answers))
    verify(race)


def test_the_control_books_it_twice(planted: Shop, make: Any) -> None:
    groups = [[f"COUNTED-{number}"] for number in range(REPEATS)]
    make.selling(*(sku for [sku] in groups), stock=BOOKS)
    planted.plant("count_alone")

    count_at_once(planted, groups)

    table.caught("counts of one shelf", [shelf(sku)[0] < THERE for [sku] in groups])


def count_at_once(shop: Shop, groups: Sequence[Sequence[str]]) -> tuple[Record, Record, Record]:
    """Each group of shelves is counted by four: begun, written down, closed (each pressed twice, and buyers order)."""
    began = rush(
        shop,
        [
            api_ask("/api/v1/stock/counts", {"store": PLACE}, shop.secret, about=group)
            for group in groups
            for _ in range(PEOPLE)
        ],
    )
    assert set(began.statuses()) == {201}, began.answers[0].body
    counts = [(answer.json()["id"], answer.ask.about) for answer in began.answers]
    written = rush(
        shop,
        [
            api_ask(
                f"/api/v1/stock/counts/{count}/lines",
                {"lines": [{"sku": sku, "counted": THERE} for sku in group]},
                shop.secret,
            )
            for count, group in counts
        ],
    )
    closing = [api_ask(f"/api/v1/stock/counts/{count}/close", {}, shop.secret) for count, _ in counts for _ in range(2)]
    buying = [order_ask(shop, {sku: 1}, f"counting-{sku}") for group in groups for sku in group]
    return began, written, rush(shop, closing + buying)
