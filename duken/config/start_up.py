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
OPENING = "opening"  # health.py looks for it
OPENED = "opened"  # there since the shop opened for the first time: the next start will hardly have anything to make
Step = Callable[[], None]
Tell = Callable[[str], None]


def open_shop(folder: Path, *, before: Step | None, after: Sequence[Child], tell: Tell, ready: Step) -> None:
    """Start everything, call `ready` once the first page can be served, stay until asked to stop.

    `before` runs when the database is migrated and before anything is served; `after` are processes that run
    beside an open shop. Raises Fault.
    """
    for asking in (signal.SIGINT, signal.SIGTERM):  # until the doors are open, stopping is one Ctrl-C; also where
        signal.signal(asking, signal.default_int_handler)  # a script in the background told us not to hear it
    ports.require_free(ports.web_port())
    ports.require_free(ports.live_port())
    supervisor = Supervisor(environment=environment(folder), tell=tell)
    (folder / OPENING).unlink(missing_ok=True)  # of an opening that was killed
    try:
        if before is None and (folder / OPENED).exists():
            supervisor.add(_child("web"))  # loads while PostgreSQL starts; it says itself when it can serve
        with cluster.running(folder):
            try:
                _make_ready(folder, supervisor, before)
                supervisor.heed_signals()
                _open_doors(supervisor)
                if not supervisor.stop_asked:
                    (folder / OPENED).touch()
                    ready()
                    for child in after:
                        supervisor.add(child)
                supervisor.keep_alive()
            except KeyboardInterrupt:
                pass
            finally:
                tell("stopping")
                supervisor.stop()
    finally:
        supervisor.stop()  # when PostgreSQL did not start


def _make_ready(folder: Path, supervisor: Supervisor, before: Step | None) -> None:
    """The tables this code needs, and a first shop if there is none."""
    missing, is_new = missing_migrations()
    if is_new and before is None:
        _begin(folder, supervisor)
    elif missing:
        supervisor.stop()  # it must not serve from tables that change under it
        supervisor.children.clear()
        supervisor.tell(f"updating the database ({len(missing)} migrations)")
        _run_apart("migrate", "--quiet", or_else="The database could not be updated.")
    if before is not None:
        before()


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


def _begin(folder: Path, supervisor: Supervisor) -> None:
    """Tables and a first shop. The web loads meanwhile, and calls itself unhealthy while the file is there."""
    opening = folder / OPENING
    opening.touch()
    supervisor.tell("making the database and a first shop")
    if not supervisor.children:
        supervisor.add(_child("web"))
    try:
        _run_apart("begin", "--quiet", or_else="The first shop could not be opened.")
    finally:
        opening.unlink()


def _run_apart(*arguments: str, or_else: str) -> None:
    """In a process of its own, so that the supervisor stays small."""
    if subprocess.run(command(*arguments), env=environment(home.folder()), check=False).returncode:
        raise Fault(or_else, mend="Read the message above; then `duken doctor`.")


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
        with urllib.request.urlopen(f"http://{ports.host()}:{ports.web_port()}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "DUKEN_HOME": str(folder), "PYTHONUNBUFFERED": "1"}
