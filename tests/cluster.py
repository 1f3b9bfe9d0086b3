"""One PostgreSQL for one run of the tests: started when the first test needs it, thrown away at the end.

A template is migrated once; each process copies it (CREATE DATABASE … TEMPLATE takes a tenth of a second).
`PG_BIN` chooses another PostgreSQL, for instance Debian's.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

import psutil

from duken.config import cluster_files
from duken.config.cluster import Cluster
from duken.config.postgres_settings import TUNING

TEMPLATE = "duken_template"
_PREFIX = "duken-tests-"
_FASTER = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
_ROOMIER = {"max_connections": "300"}  # several workers may race fifty buyers each at the same moment


def take_home() -> None:
    """Make the run's DUKEN_HOME, or join the one the parent made."""
    if "DUKEN_TEST_HOME" not in os.environ:
        _clear_what_killed_runs_left()
        os.environ["DUKEN_TEST_HOME"] = str(new_home())
    os.environ["DUKEN_HOME"] = os.environ["DUKEN_TEST_HOME"]


def new_home() -> Path:
    """A home for one PostgreSQL, gone with this process. Not pytest's tmp_path: each run of pytest closes that folder
    to other users anew, and under root PostgreSQL is another user."""
    made = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    atexit.register(_throw_away, made, os.getpid())
    return made


def of_this_run() -> Cluster:
    return Cluster(Path(os.environ["DUKEN_TEST_HOME"]), {**TUNING, **_FASTER, **_ROOMIER})


def fresh_database(cluster: Cluster, name: str) -> None:
    """A database just migrated, with nothing in it."""
    with cluster.connect("postgres") as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"'.encode())


def ensure_template(cluster: Cluster) -> None:
    """Migrate the template unless another process of this run already has."""
    done = cluster.home / "template.done"
    with cluster_files.locked(cluster.home / "template.lock", fcntl.LOCK_EX):
        if done.exists():
            return
        with cluster.connect("postgres") as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {TEMPLATE}".encode())
            admin.execute(f"CREATE DATABASE {TEMPLATE}".encode())
        _migrate()
        done.touch()


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = TEMPLATE
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()


def _throw_away(home: Path, owner: int) -> None:
    if os.getpid() == owner:
        Cluster(home).stop()
        shutil.rmtree(home, ignore_errors=True)


def _clear_what_killed_runs_left() -> None:
    """A run that was killed could not stop its PostgreSQL; the folder's name says which process made it."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = left.name.removeprefix(_PREFIX).split("-")[0]
        if os.access(left, os.W_OK) and owner.isdigit() and not psutil.pid_exists(int(owner)):
            _throw_away(left, os.getpid())
