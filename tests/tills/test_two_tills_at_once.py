"""Two tills come back to the network at the same moment, with the same last units sold; the web sells beside them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from duken.inventory import accounts as stock
from duken.inventory.models import StockCount
from duken.kernel.actor import system
from duken.ledger.reads import cached, summed
from duken.orders.order import OrderRead
from duken.orders.place import place_orders
from duken.payments import accounts as money
from duken.stores import reads as stores
from duken.tills.models import Difference
from tests.tills.test_sold import Till

pytestmark = pytest.mark.django_db(transaction=True)
BY = system("tests")


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    ready = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            ready.wait(30)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_the_same_last_units_are_sold_twice_and_missing_once(make: Any) -> None:
    make.selling("TEA", "MUG", stock=6)
    devices = [make.device("A1"), make.device("B2")]
    for device, order_of_lines in zip(devices, (("TEA", "MUG"), ("MUG", "TEA")), strict=True):
        says = Till(make, device.code)
        device.opens(0)
        for _ in range(5):
            device.counts["receipts"] += 1
            device.writes("sold", dict(says.sold(*(says.line(sku) for sku in order_of_lines)).body))
    drafts = [make.order_draft("TEA", "MUG") for _ in range(2)]

    *synced, web = at_once(*(device.send for device in devices), lambda: place_orders(drafts, by=BY))

    assert [{answer.result for answer in each.answers} for each in synced] == [{"recorded"}, {"recorded"}]
    ordered = sum(isinstance(answer, OrderRead) for answer in web)
    place = stores.location("high-street").id
    for sku in ("TEA", "MUG"):
        shelf = stock.on_hand(make.variant(sku).id, place)
        left = cached([shelf])[shelf]
        missing = -summed(stock.variance(make.variant(sku).id, place))
        assert (left.posted, left.held, missing) == (ordered, ordered, 10 + ordered - 6)
    assert sum(summed(money.shift_cash("GBP", device.shift)) for device in devices) == 10 * 998
    assert [sorted(count.wanted) for count in StockCount.objects.all()] == [
        sorted(str(make.variant(sku).id) for sku in ("TEA", "MUG"))
    ]
    assert set(Difference.objects.values_list("kind", flat=True)) == {"stock"}
    make.sure_of_the_books()


def test_one_journal_sent_twice_at_once_is_recorded_once(make: Any) -> None:
    make.selling("TEA", stock=6)
    device = make.device("A1")
    says = Till(make, "A1")
    device.opens(0)
    device.counts["receipts"] += 1
    device.writes("sold", dict(says.sold(says.line()).body))

    answers = at_once(device.send, device.send, device.send)

    told = sorted(answer.result for each in answers for answer in each.answers)
    assert told == ["recorded"] * 2 + ["repeated"] * 4
    assert summed(money.shift_cash("GBP", device.shift)) == 499
    make.sure_of_the_books()
