"""The same write twice at the same moment: one acts, the other waits and gets the same answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from duken.kernel import sql

pytestmark = pytest.mark.django_db(transaction=True)


def test_twins_are_answered_alike_and_act_once(make, call):
    make.selling("TEA", stock=10)
    ready = Barrier(8)

    def receive(_):
        try:
            ready.wait(30)
            body = {"store": "high-street", "lines": [{"sku": "TEA", "quantity": 5}]}
            return call.post("/stock/receipts", body, key="twins")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(receive, range(8)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum(answer.get("Idempotent-Replayed") == "true" for answer in answers) == 7
    assert sql.rows("SELECT posted FROM ledger_account WHERE bucket = 'on_hand'") == [(15,)]
