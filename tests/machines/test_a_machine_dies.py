"""Three machines, set up by the guide; the one with the primary loses its power in the middle of orders.

Its PostgreSQL, Patroni, etcd, NATS, web and worker are gone at the same moment.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence

import httpx
import psycopg
import pytest

from duken.kernel import ids
from tests.machines import engines, shop, streams
from tests.machines.buying import Buyers
from tests.machines.figures import note
from tests.machines.machine import Machine, listens, three_machines, wait_until
from tests.machines.webs import start_web

SERVES_AGAIN_SECONDS = 90  # Patroni waits out its ttl of 20 s; the machine of the test may be busy


@pytest.fixture
def machines() -> Iterator[list[Machine]]:
    engines.needed("etcd", "patroni", "postgres", "nats-server")
    with three_machines() as found:
        for machine in found:
            machine.start_etcd()
            machine.start_nats()
        wait_until(lambda: all(listens(one.address, 2379) for one in found), seconds=30, what="etcd")
        for machine in found[:2]:
            machine.start_patroni()
        wait_until(lambda: standby_of(found) is not None, seconds=120, what="a primary with its standby")
        prepare_database(primary_of(found))
        yield found


def test_nothing_acknowledged_is_lost_nothing_is_doubled_and_the_shop_sells_on(machines: list[Machine]) -> None:
    settings = {machine.name: for_the_test(machine) for machine in machines}
    secret = shop.fill(settings["c"])
    webs = [start_web(machine, settings[machine.name]) for machine in machines]
    for machine in machines:
        machine.start_duken("work", settings[machine.name])
    dying = primary_of(machines)
    with Buyers(webs, secret) as buyers:
        time.sleep(6)
        before = len(buyers.acknowledged)
        dying.kill()
        died = time.monotonic()
        wait_until(lambda: len(buyers.since(died + 3)) > 20, seconds=SERVES_AGAIN_SECONDS, what="orders again")
        time.sleep(6)
    left = [machine for machine in machines if machine is not dying]
    primary = primary_of(left)
    wait_until(lambda: ask(primary, UNTOLD) == 0, seconds=120, what="every event told to NATS")

    placed = {ids.show("ord", order): key for order, key in rows(primary, "SELECT id, key FROM orders_order")}
    acknowledged = {order for order, _ in buyers.acknowledged.values()}
    assert before > 0
    assert buyers.odd == []
    assert acknowledged - set(placed) == set()
    assert len(placed) == len(set(placed.values()))
    assert ask(primary, "SELECT held FROM ledger_account WHERE bucket = 'on_hand'") == len(placed)
    assert verified(settings[left[0].name])
    feed = [str(event) for (event,) in rows(primary, "SELECT id FROM kernel_event ORDER BY position")]
    servers = [url for url in settings["c"]["NATS_URL"].split(",") if dying.address not in url]
    told = streams.held(",".join(servers)).events
    assert sorted(event["id"] for event in told) == sorted(feed)
    assert streams.out_of_order(told) == []
    note("machine", "power cut on the primary's machine: seconds without an order", buyers.longest_silence())
    note("machine", "orders acknowledged / lost / doubled", f"{len(acknowledged)} / 0 / 0")
    note("machine", "events in JetStream / lost / doubled / out of order", f"{len(feed)} / 0 / 0 / 0")

    note("machine", "switched on again: seconds until it is the standby", comes_back(dying, machines))


def comes_back(machine: Machine, machines: Sequence[Machine]) -> float:
    machine.start_etcd()
    machine.start_nats()
    machine.start_patroni()
    return wait_until(lambda: standby_of(machines) is machine, seconds=120, what="the dead machine as standby")


def prepare_database(primary: Machine) -> None:
    """As the guide says: once, as postgres, on the primary."""
    psql = engines.postgres_bin() / "psql"
    socket = primary.folder / "run" / "postgresql"
    primary.run(
        str(psql), "-v", "ON_ERROR_STOP=1", "-h", str(socket), "-U", "postgres", "-f", str(primary.file("duken.sql"))
    )


def for_the_test(machine: Machine) -> dict[str, str]:
    """duken.env as it stands, but no https and one web process where the guide has two."""
    return machine.settings() | {
        "DUKEN_WEB_WORKERS": "1",
        "DUKEN_PUBLIC_URL": f"http://{machine.address}:8000",
        "DJANGO_SETTINGS_MODULE": "duken.config.settings",
    }


def primary_of(machines: Sequence[Machine]) -> Machine:
    return next(machine for machine in machines if roles(machines).get(machine.name) == "leader")


def standby_of(machines: Sequence[Machine]) -> Machine | None:
    """The one a commit waits for."""
    found = roles(machines)
    return next((machine for machine in machines if found.get(machine.name) == "sync_standby"), None)


def roles(machines: Sequence[Machine]) -> dict[str, str]:
    """What Patroni says, asked where it answers: name -> leader, sync_standby, replica."""
    for machine in machines[:2]:
        try:
            members = httpx.get(f"http://{machine.address}:8008/cluster", timeout=3).json()["members"]
            return {member["name"]: member["role"] for member in members if member["state"] in ("running", "streaming")}
        except (httpx.TransportError, KeyError, ValueError):
            continue
    return {}


def verified(settings: Mapping[str, str]) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "duken.config.cli", "verify", "--json"],
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    broken = [check for check in json.loads(done.stdout)["checks"] if check["breaches"]]
    assert broken == []
    return done.returncode == 0


def rows(machine: Machine, question: str) -> list[tuple[object, ...]]:
    url = f"postgresql://duken:{machine.secret}@{machine.address}/duken?connect_timeout=2"
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(question.encode()).fetchall()


def ask(machine: Machine, question: str) -> object:
    return rows(machine, question)[0][0]


UNTOLD = """SELECT count(*) FROM kernel_event
WHERE position IS NULL OR position > (SELECT position FROM kernel_outlet WHERE name = 'nats')"""
