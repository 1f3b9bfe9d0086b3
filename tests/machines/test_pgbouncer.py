"""PgBouncer between web and PostgreSQL, in transaction mode with three server connections for sixteen threads."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import httpx
import psycopg
import pytest

from duken.config import unprivileged
from tests.machines import engines, servers, shop
from tests.machines.figures import note
from tests.machines.machine import Machine, listens, three_machines, wait_until
from tests.machines.webs import order, start_web

CLIENTS, ORDERS, SERVERS = 16, 320, 3
SESSIONS = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'duken' AND pid <> pg_backend_pid()"


class Shop(NamedTuple):
    database: Machine
    pooler: Machine
    web: str
    key: str
    worker: dict[str, str]


@pytest.fixture
def pooled() -> Iterator[Shop]:
    engines.needed("pgbouncer")
    with three_machines() as (database, pooler, outside):
        servers.start_primary(database)
        start_pooler(pooler)
        settings = {
            "DATABASE_URL": servers.url(pooler, port=6432),
            "DATABASE_DIRECT_URL": servers.url(database),
            "DUKEN_HOME": str(outside.folder / "home"),
            "DJANGO_SETTINGS_MODULE": "duken.config.settings",
        }
        key = shop.fill(settings)
        yield Shop(database, pooler, start_web(outside, settings), key, settings)


def test_orders_pages_jobs_and_live_updates_work_through_few_connections(pooled: Shop) -> None:
    empty = size(pooled)
    with ThreadPoolExecutor(CLIENTS) as threads:
        answers = list(threads.map(lambda number: buy(pooled, number), range(ORDERS)))
    with httpx.Client(base_url=pooled.web) as visitor:
        assert [visitor.get(path).status_code for path in ("/", "/p/tea/", "/search/?q=tea")] == [200, 200, 200]
    through = servers.ask(pooled.database, SESSIONS)

    assert answers == [201] * ORDERS
    assert servers.ask(pooled.database, "SELECT count(*) FROM orders_order") == ORDERS
    assert 0 < int(str(through)) <= SERVERS

    pooled.pooler.start_duken("work", pooled.worker)
    took = wait_until(lambda: waiting(pooled) == 0, seconds=60, what="every order at its shop")
    assert servers.ask(pooled.database, "SELECT count(*) FROM fulfilment_fulfilment") == ORDERS
    assert servers.ask(pooled.database, LISTENING) > 0  # type: ignore[operator]
    note("sizing", "bytes of a sale on disk, with ledger, events and indexes", f"{(size(pooled) - empty) // ORDERS:,}")
    note("pgbouncer", f"orders of {CLIENTS} clients / connections of the server", f"{ORDERS} / {through}")
    note("pgbouncer", "seconds until all of them are at their shop", took)


def buy(pooled: Shop, number: int) -> int:
    headers = {"Authorization": f"Bearer {pooled.key}", "Idempotency-Key": f"pooled-{number}"}
    return httpx.post(f"{pooled.web}/api/v1/orders", json=order(number=number), headers=headers, timeout=60).status_code


def size(pooled: Shop) -> int:
    return int(str(servers.ask(pooled.database, "SELECT pg_database_size('duken')")))


def waiting(pooled: Shop) -> object:
    return servers.ask(pooled.database, "SELECT count(*) FROM orders_order o WHERE NOT EXISTS (" + SENT + ")")


def start_pooler(machine: Machine) -> None:
    """The guide's configuration, but no passwords (the server of this test has none) and fewer connections."""
    users = machine.folder / "users.txt"
    users.write_text('"duken" ""\n')
    unprivileged.give(users)
    settings = machine.file("pgbouncer.ini")
    said = settings.read_text().replace("scram-sha-256", "trust").replace(str(machine.folder / "lib/pgbouncer"), "")
    said = said.replace("auth_file = /users.txt", f"auth_file = {users}")
    settings.write_text(said.replace("default_pool_size = 20", f"default_pool_size = {SERVERS}"))
    machine.start(engines.program("pgbouncer"), str(settings))
    wait_until(lambda: answers(machine), seconds=20, what="pgbouncer")


def answers(machine: Machine) -> bool:
    if not listens(machine.address, 6432):
        return False
    try:
        psycopg.connect(servers.url(machine, port=6432)).close()
    except psycopg.OperationalError:
        return False
    return True


SENT = "SELECT 1 FROM fulfilment_fulfilment f WHERE f.order_id = o.id"
LISTENING = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'duken' AND query LIKE 'LISTEN%'"
