"""Start up: everything `duken up` does between an empty folder and an open shop, and back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from duken.config import cluster, home, migrated, ports
from duken.config.faults import Fault
from duken.config.supervise import Child, Supervisor

READY_SECONDS = 180
Step = Callable[[], None]
Tell = Callable[[str], None]


def open_shop(folder: Path, *, before: Step | None, after: Sequence[Child], tell: Tell, ready: Step) -> None:
    """Start everything, call `ready` once the first page can be served, stay until asked to stop.

    `before` runs when the database is migrated and before anything is served; `after` are processes that run
    beside an open shop. Raises Fault.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # until the doors are open, stopping is one Ctrl-C
    ports.require_free(ports.web_port())
    ports.require_free(ports.live_port())
    with cluster.running(folder):
        supervisor = Supervisor(environment=environment(folder), tell=tell)
        try:
            missing, is_new = missing_migrations()
            if is_new and before is None:  # it loads while the tables are made; nobody can have asked for a page yet
                supervisor.add(_child("web"))
            _migrate(missing, tell)
            if before is not None:
                before()
            supervisor.heed_signals()
            _open_doors(supervisor)
            if not supervisor.stop_asked:
                ready()
                for child in after:
                    supervisor.add(child)
            supervisor.keep_alive()
        except KeyboardInterrupt:
            pass
        finally:
            tell("stopping")
            supervisor.stop()


def _open_doors(supervisor: Supervisor) -> None:
    """The web alone first: the first page comes sooner, and the others may wait a second."""
    if not supervisor.children:
        supervisor.add(_child("web"))
    until = time.monotonic() + READY_SECONDS
    while not supervisor.stop_asked and not is_ready():
        supervisor.look_once()
        if supervisor.children[0].crashes_in_a_row >= 3 or time.monotonic() > until:
            raise Fault("The shop does not open.", mend="Read the messages above; then `duken doctor`.")
        time.sleep(0.05)
    for name in ("live", "work"):
        supervisor.add(_child(name))


def _child(name: str) -> Child:
    return Child(name, [sys.executable, "-m", "duken.config.serve", name])


def command(*arguments: str) -> list[str]:
    """Ourselves, as a process of its own."""
    return [sys.executable, "-m", "duken.config.cli", *arguments]


def _migrate(missing: list[str], tell: Tell) -> None:
    """In a process of its own, so that the supervisor stays small."""
    if missing:
        tell(f"updating the database ({len(missing)} migrations)")
        if subprocess.run(command("migrate", "--quiet"), env=environment(home.folder()), check=False).returncode:
            raise Fault("The database could not be updated.", mend="Read the message above; then `duken doctor`.")


def missing_migrations() -> tuple[list[str], bool]:
    """Migrations on disk that this database has not seen, and whether it has seen none at all."""
    import psycopg

    dsn = os.environ.get("DATABASE_URL") or home.embedded_dsn(home.folder())
    try:
        with psycopg.connect(dsn, autocommit=True, connect_timeout=10) as connection:
            return migrated.missing(connection.execute(migrated.APPLIED.encode()).fetchall()), False
    except psycopg.errors.UndefinedTable:
        return migrated.missing([]), True
    except psycopg.OperationalError as refused:
        raise Fault(f"The database does not answer: {refused}".strip(), mend="Run `duken doctor`.") from None


def is_ready() -> bool:
    """Whether the shop answers that it can serve."""
    try:
        with urllib.request.urlopen(f"http://{ports.host()}:{ports.web_port()}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "DUKEN_HOME": str(folder), "PYTHONUNBUFFERED": "1"}
