"""The shop of the guide on its three machines: started in the guide's order, asked who does what, looked through."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence

import httpx
import psycopg

from duken.kernel import ids
from tests.machines import engines, shop, streams
from tests.machines.machine import Machine, listens, wait_until
from tests.machines.webs import start_web

UNTOLD = """SELECT count(*) FROM kernel_event
WHERE position IS NULL OR position > (SELECT position FROM kernel_outlet WHERE name = 'nats')"""


class Trio:
    """`webs` are the doors of all three; `secret` is a key that may order."""

    def __init__(self, machines: Sequence[Machine]) -> None:
        self.machines = list(machines)
        for machine in machines:
            machine.start_etcd()
            machine.start_nats()
        wait_until(lambda: all(listens(one.address, 2379) for one in machines), seconds=30, what="etcd")
        for machine in machines[:2]:
            machine.start_patroni()
        wait_until(
            lambda: self.has("leader") and self.has("sync_standby"), seconds=120, what="a primary and its standby"
        )
        self._prepare_database()
        self.secret = shop.fill(settings_of(machines[2]))
        self.webs = [self._open(machine) for machine in machines]

    def has(self, role: str) -> bool:
        return role in self.roles().values()

    def one(self, role: str) -> Machine:
        """`leader` is the primary, `sync_standby` the one a commit waits for."""
        named = {role: name for name, role in self.roles().items()}
        return next(machine for machine in self.machines if machine.name == named.get(role))

    def roles(self) -> dict[str, str]:
        """Name -> role, as the first Patroni says that answers."""
        for machine in self.machines[:2]:
            try:
                members = httpx.get(f"http://{machine.address}:8008/cluster", timeout=3).json()["members"]
                return {one["name"]: one["role"] for one in members if one["state"] in ("running", "streaming")}
            except (httpx.TransportError, KeyError, ValueError):
                continue
        return {}

    def switch_on(self, machine: Machine) -> None:
        machine.start_etcd()
        machine.start_nats()
        if machine in self.machines[:2]:
            machine.start_patroni()

    def open_again(self, machine: Machine) -> None:
        self._open(machine)

    def orders(self) -> dict[str, str]:
        """Id, as the API shows it -> key."""
        return {ids.show("ord", order): key for order, key in self.rows("SELECT id, key FROM orders_order")}  # type: ignore[arg-type]

    def wait_until_all_is_told(self) -> None:
        wait_until(lambda: self.rows(UNTOLD) == [(0,)], seconds=120, what="every event told to NATS")

    def feed(self) -> list[str]:
        return [str(event) for (event,) in self.rows("SELECT id FROM kernel_event ORDER BY position")]

    def stream(self, *, without: Machine) -> streams.Held:
        servers = settings_of(self.machines[2])["NATS_URL"].split(",")
        return streams.held(",".join(url for url in servers if without.address not in url))

    def broken(self) -> list[str]:
        """What `duken verify` finds wrong."""
        done = subprocess.run(
            [sys.executable, "-m", "duken.config.cli", "verify", "--json"],
            env={**os.environ, **settings_of(self.machines[2])},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        return [check["claim"] for check in json.loads(done.stdout)["checks"] if check["breaches"]]

    def rows(self, question: str) -> list[tuple[object, ...]]:
        """Asked of the primary."""
        primary = self.one("leader")
        url = f"postgresql://duken:{primary.secret}@{primary.address}/duken?connect_timeout=2"
        with psycopg.connect(url, autocommit=True) as connection:
            return connection.execute(question.encode()).fetchall()

    def _prepare_database(self) -> None:
        """As the guide says: once, as postgres, on the primary."""
        primary = self.one("leader")
        psql, socket = str(engines.postgres_bin() / "psql"), str(primary.folder / "run" / "postgresql")
        script = str(primary.file("duken.sql"))
        primary.run(psql, "-v", "ON_ERROR_STOP=1", "-h", socket, "-U", "postgres", "-f", script)

    def _open(self, machine: Machine) -> str:
        address = start_web(machine, settings_of(machine))
        machine.start_duken("work", settings_of(machine))
        return address


def settings_of(machine: Machine) -> dict[str, str]:
    """duken.env as it stands, but no https, and one web process where the guide has two."""
    return machine.settings() | {
        "DUKEN_WEB_WORKERS": "1",
        "DUKEN_PUBLIC_URL": f"http://{machine.address}:8000",
        "DJANGO_SETTINGS_MODULE": "duken.config.settings",
    }
