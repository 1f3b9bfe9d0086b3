"""A shop behind several `duken web` processes over one database of the tests, as behind several machines."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from django.db import connection
from psycopg.conninfo import make_conninfo

from duken.kernel import sql
from tests.ports import free_port

PROCESSES = 3
ROOT = Path(__file__).resolve().parents[2]
_REAL = ("-m", "duken.config.serve", "web")
_PLANTED = ("-m", "granian", "--interface", "wsgi", "--blocking-threads", "16", "--log-level", "error")


@dataclass(frozen=True, slots=True)
class Shop:
    """The name of its database, the ports its web processes listen on, and an API key for the buyers."""

    database: str
    ports: tuple[int, ...]
    secret: str

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.ports[0]}"

    def plant(self, name: str, *, without_constraints: tuple[tuple[str, str], ...] = ()) -> None:
        """Take a guard out of every process, and the database's own (table, constraint). Planted shops only."""
        for table, constraint in without_constraints:
            sql.run(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {constraint}")
            sql.run(f"DROP INDEX IF EXISTS {constraint}")
        for port in self.ports:
            assert httpx.post(f"http://127.0.0.1:{port}/plant/{name}", timeout=30).status_code == 204


@contextmanager
def open_shop(secret: str, *, planted: bool = False) -> Iterator[Shop]:
    """The shop over the database Django is connected to now, open until the block ends."""
    ports = tuple(free_port() for _ in range(PROCESSES))
    environment = {"DUKEN_PUBLIC_URL": f"http://127.0.0.1:{ports[0]}"} | ({"RACE_PLANT": "nothing"} if planted else {})
    with ExitStack() as running:
        servers = [running.enter_context(process(*_command(port, planted), PORT=port, **environment)) for port in ports]
        for port, server in zip(ports, servers, strict=True):
            _wait_for(f"http://127.0.0.1:{port}/healthz", server)
        yield Shop(str(connection.settings_dict["NAME"]), ports, secret)


@contextmanager
def process(*command: str, **environment: object) -> Iterator[subprocess.Popen[bytes]]:
    """One more process of this shop; gone at the end."""
    told = os.environ | _database() | {name: str(value) for name, value in environment.items()}
    with _log().open("ab") as log:
        started = subprocess.Popen([sys.executable, *command], env=told, cwd=ROOT, stdout=log, stderr=log)
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(20)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait(20)


def _log() -> Path:
    """What all of them say: slow requests, and what stumbles where a guard was taken out. Not among the table."""
    return Path(os.environ["DUKEN_HOME"]) / "servers.log"


def _command(port: int, planted: bool) -> tuple[str, ...]:
    return (*_PLANTED, "--port", str(port), "tests.races.planted:application") if planted else _REAL


def _database() -> dict[str, str]:
    given = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    return {
        "DATABASE_URL": make_conninfo(**{name: str(given[name]) for name in names if given.get(name)}),
        "DJANGO_SETTINGS_MODULE": "duken.config.settings",
        "DUKEN_TEST_GATEWAY": "1",
        "DUKEN_API_REQUESTS_PER_SECOND": "0",
        "DUKEN_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "PYTHONPATH": str(ROOT),
    }


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(900):
        assert server.poll() is None, f"the server ended; it said:\n{_log().read_text()[-2000:]}"
        try:
            if httpx.get(address, timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("the server never answered")
