"""The database goes away in the middle of a request: that request is told "not now" and its key may come again."""

from __future__ import annotations

import json
import threading
from collections import Counter

from tests.chaos.harm import Harmed
from tests.chaos.shop import wait_for
from tests.chaos.swarm import Buyer, order_of

HANG_UP = """SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
             WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"""


def test_connections_lost_again_and_again(harmed: Harmed) -> None:
    """Every connection is cut, ten times: in the middle of statements, of commits, of nothing."""
    shop = harmed.shop

    def harm() -> None:
        for _ in range(10):
            shop.asked(HANG_UP)
            harmed.sells()

    swarm = harmed.during_orders("every connection cut, ten times", harm, serves=harmed.sells_and_confirms)

    assert set(swarm.answers) <= {"200", "201", "302", "503", "503 kernel.busy", "broken"}


def test_postgresql_is_restarted(harmed: Harmed) -> None:
    """As an administrator does it for an upgrade: connections end politely, and nothing is there for a moment."""
    cluster = harmed.shop.cluster

    def harm() -> None:
        cluster.stop()
        wait_for(cluster.answers, 30, "nobody started it again")

    harmed.during_orders("PostgreSQL restarted", harm, serves=harmed.sells_and_confirms)


def test_the_request_that_lost_its_connection_says_503_and_its_key_places_one_order(harmed: Harmed) -> None:
    shop = harmed.shop
    key = "cut-in-the-middle"
    body = json.dumps(order_of(key, {shop.skus[0]: 1})).encode()
    headers = {"Authorization": f"Bearer {shop.secret}", "Idempotency-Key": key, "Content-Type": "application/json"}
    answers: list[tuple[int, bytes]] = []
    buyer = Buyer(shop, Counter(), [])

    def ask() -> None:
        status, _, text = buyer.once("POST", "/api/v1/orders", body, headers)
        answers.append((status, text))

    with shop.connected() as holding, holding.transaction():
        holding.execute("LOCK TABLE ledger_account IN ACCESS EXCLUSIVE MODE")
        asking = threading.Thread(target=ask)
        asking.start()
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~ 'ledger_account'"
        wait_for(lambda: shop.asked(waiting) != [(0,)], 30, "it never came to the shelf")
        shop.asked(HANG_UP + " AND pid <> %s", holding.info.backend_pid)
        asking.join(30)

    [(status, text)] = answers
    problem = json.loads(text)
    assert (status, problem["code"], problem["status"]) == (503, "kernel.busy", 503)
    assert shop.asked("SELECT count(*) FROM orders_order WHERE note = %s", key) == [(0,)]

    buyer.buy(key, {shop.skus[0]: 1}, harmed.record)
    buyer.buy(key, {shop.skus[0]: 1}, harmed.record)
    assert shop.asked("SELECT count(*) FROM orders_order WHERE note = %s", key) == [(1,)]
    harmed.settle()
    harmed.judge("a connection cut under an order", 1, None, faults=buyer.faults)
