"""The same part of a journal, sent twice at the same moment: one is recorded, the other told that it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from duken.orders.models import Order
from duken.tills.models import Entry


@pytest.mark.django_db(transaction=True)
def test_twins_are_recorded_once(make: Any) -> None:
    make.selling("TEA", stock=20)
    tea, device, ready = make.variant("TEA"), make.device("A1"), Barrier(3)
    device.opens()
    for _ in range(4):
        device.sells(device.line(tea))

    def send(_: int) -> list[str]:
        try:
            ready.wait(30)
            return [answer.result for answer in device.send().answers]
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        told = sorted(threads.map(send, range(3)))

    assert told == [["recorded"] * 5, ["repeated"] * 5, ["repeated"] * 5]
    assert (Entry.objects.count(), Order.objects.count()) == (5, 4)
    assert make.lies_in_drawer(device) == 10_000 + 4 * 499
