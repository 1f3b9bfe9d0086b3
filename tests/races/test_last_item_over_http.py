"""The last unit and fifty buyers over HTTP, several processes: one order, honest refusals, no fault of ours."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any

import httpx
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from duken.access.keys import create_key
from duken.kernel import sql
from duken.kernel.actor import system
from duken.ledger import verify as ledger
from duken.orders import verify as orders

pytestmark = pytest.mark.django_db(transaction=True)
BUYERS, PROCESSES = 50, 3
ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def serving(*command: str, port: int) -> Iterator[str]:
    """A web server over the test's own database, gone at the end."""
    given = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    environment = os.environ | {
        "DATABASE_URL": make_conninfo(**{name: str(given[name]) for name in names if given.get(name)}),
        "PORT": str(port),
        "DUKEN_WEB_WORKERS": str(PROCESSES),
        "DJANGO_SETTINGS_MODULE": "duken.config.settings",
        "PYTHONPATH": str(ROOT),
    }
    server = subprocess.Popen([sys.executable, *command], env=environment, cwd=ROOT)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server ended"
        try:
            if httpx.get(address, timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("the server never answered")


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def rush(address: str, secret: str, sku: str) -> list[httpx.Response]:
    """Everybody knocks at the same moment, each over a connection of their own."""
    ready = Barrier(BUYERS)
    headers = {"Authorization": f"Bearer {secret}"}

    def buy(number: int) -> httpx.Response:
        order = {
            "channel": "web",
            "lines": [{"sku": sku, "quantity": 1}],
            "contact": {"name": "Buyer", "email": f"buyer{number}@example.com"},
            "delivery": {"method": "pickup", "store": "auto"},
            "payment": {"method": "on_collection"},
        }
        with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
            client.get("/api/v1/me")
            ready.wait(60)
            return client.post("/api/v1/orders", json=order, headers={"Idempotency-Key": f"{sku}-{number}"})

    with ThreadPoolExecutor(BUYERS) as threads:
        return list(threads.map(buy, range(BUYERS)))


@pytest.fixture
def secret() -> str:
    return create_key("race", scopes=["orders.place"], by=system("tests")).secret


def test_one_unit_and_fifty_buyers(make: Any, secret: str) -> None:
    make.selling("LAST", stock=1)
    port = free_port()

    with serving("-m", "duken.config.cli", "web", port=port) as address:
        answers = rush(address, secret, "LAST")

    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: BUYERS - 1}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"inventory.not_enough_stock"}
    assert sql.rows("SELECT count(*) FROM orders_order") == [(1,)]
    assert sql.rows("SELECT posted, held FROM ledger_account WHERE bucket = 'on_hand'") == [(1, 1)]
    assert not [check.claim for check in [*ledger.checks(), *orders.checks()] if check.look().breaches]


def test_the_control_without_the_guard_sells_it_more_than_once(make: Any, secret: str) -> None:
    """If this does not oversell, the test above proves nothing."""
    rounds = [f"LAST-{number}" for number in range(6)]
    make.selling(*rounds, stock=1)
    sql.run("ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_floor")
    port = free_port()
    granian = ["-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", str(PROCESSES)]
    granian += ["--blocking-threads", "16", "tests.races.unguarded:application"]
    try:
        with serving(*granian, port=port) as address:
            sold = [sum(answer.status_code == 201 for answer in rush(address, secret, sku)) for sku in rounds]

        assert max(sold) > 1
    finally:
        sql.run("UPDATE ledger_account SET held = 0")
        sql.run(
            "ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_floor"
            " CHECK (floor IS NULL OR posted >= floor + held)"
        )
