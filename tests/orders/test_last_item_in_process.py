"""The last unit and many hands: supply is sold exactly, with and without group commit. Controls remove the guard."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from duken.inventory.errors import NotEnoughStock
from duken.inventory.reads import availability
from duken.kernel import sql
from duken.kernel.refusals import Refusal
from duken.ledger import decide
from duken.ledger import verify as ledger
from duken.orders import verify as orders
from duken.orders._source import source_order
from duken.orders.drafts import OrderDraft
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.orders.place_together import place_together

pytestmark = pytest.mark.django_db(transaction=True)
BUYERS = 50
Place = Callable[[OrderDraft], OrderRead | Refusal]


def rush(make: Any, place: Place, *, buyers: int = BUYERS, quantity: int = 1) -> list[OrderRead | Refusal]:
    """All at the same moment, each from a thread with a connection of its own."""
    ready = Barrier(buyers)
    drafts = [make.order_draft("TEA", quantity=quantity) for _ in range(buyers)]

    def buy(draft: OrderDraft) -> OrderRead | Refusal:
        try:
            connection.ensure_connection()
            ready.wait(30)
            return place(draft)
        finally:
            connection.close()

    with ThreadPoolExecutor(buyers) as threads:
        return list(threads.map(buy, drafts))


def sold(answers: list[OrderRead | Refusal]) -> int:
    return sum(line.quantity for answer in answers if isinstance(answer, OrderRead) for line in answer.lines)


@pytest.mark.parametrize("way", ["together", "alone"])
@pytest.mark.parametrize(("supply", "quantity", "expected"), [(1, 1, 1), (20, 1, 20), (20, 3, 18)])
def test_supply_is_sold_exactly(make: Any, way: str, supply: int, quantity: int, expected: int) -> None:
    make.selling("TEA", stock=supply)
    place: Place = (
        (lambda draft: place_together(draft, by=make.by))
        if way == "together"
        else (lambda draft: place_orders([draft], by=make.by)[0])
    )

    answers = rush(make, place, quantity=quantity)

    assert sold(answers) == expected
    assert all(isinstance(answer, (OrderRead, NotEnoughStock)) for answer in answers)
    [level] = availability([make.variant("TEA").id], channel="web").values()
    assert (level.on_hand, level.held) == (supply, expected)
    assert not [check.claim for check in [*ledger.checks(), *orders.checks()] if check.look().breaches]


def test_the_control_without_the_floor_sells_what_is_not_there(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """If this passes without overselling, the test above proves nothing."""
    make.selling("TEA", stock=1)
    monkeypatch.setattr(decide, "_broken_floor", lambda *_: None)
    both_have_read = Barrier(2)

    def source_when_both_have_read(*asked: Any) -> Any:
        both_have_read.wait(30)
        return source_order(*asked)

    monkeypatch.setattr("duken.orders.place.source_order", source_when_both_have_read)
    sql.run("ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_floor")
    try:
        answers = rush(make, lambda draft: place_orders([draft], by=make.by)[0], buyers=2)

        assert sold(answers) == 2
    finally:
        sql.run("UPDATE ledger_account SET held = 0")
        sql.run(
            "ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_floor"
            " CHECK (floor IS NULL OR posted >= floor + held)"
        )


def test_one_key_from_many_hands_is_one_order(make: Any) -> None:
    make.selling("TEA", stock=20)
    draft = make.order_draft("TEA", key="double click")

    def buy(_: int) -> OrderRead | Refusal:
        try:
            return place_orders([draft], by=make.by)[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(buy, range(10)))

    assert len({answer.id for answer in answers if isinstance(answer, OrderRead)}) == 1
    assert sum(isinstance(answer, OrderRead) and not answer.repeated for answer in answers) == 1
    assert sql.rows("SELECT count(*) FROM orders_order") == [(1,)]
