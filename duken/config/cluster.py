"""The PostgreSQL that lives in DUKEN_HOME: made on first use, reached by a Unix socket only, kept alive while used.

Several commands may use it at once. Each holds a shared lock on `postgres.users`; the last one out stops it,
so a `duken verify` never pulls the database from under a running `duken up`, and a killed process leaves
no count behind. With DATABASE_URL nothing is started or stopped.
"""

from __future__ import annotations

import fcntl
import os
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from duken.config import cluster_files, cluster_keeper, home, pg_ctl, postgres_binaries
from duken.config.faults import Fault
from duken.config.postgres_settings import TUNING

if TYPE_CHECKING:
    import psycopg

EXTENSIONS = ("pg_trgm", "unaccent")


@contextmanager
def running(folder: Path) -> Iterator[bool]:
    """PostgreSQL runs inside this block, again if it dies; answers whether we started it. The last user stops it."""
    if os.environ.get("DATABASE_URL"):
        yield False
        return
    cluster = Cluster(folder)
    with cluster.used():
        started = cluster.ensure_running()
        with cluster_keeper.kept(cluster, tell=_tell):
            yield started


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL in one home. `tuning` is written into its settings before each start."""

    home: Path
    tuning: Mapping[str, str] = field(default_factory=lambda: TUNING)

    @property
    def data(self) -> Path:
        return self.home / "postgres"

    @property
    def socket(self) -> Path:
        return home.socket_folder(self.home)

    def ensure_running(self) -> bool:
        """Start PostgreSQL unless it runs, making it first if there is none. True when this call started it.

        Raises Fault: no programs for it, another version on disk, no room, no permission, did not start.
        """
        cluster_files.make_home(self.home)
        with cluster_files.locked(self.home / "postgres.lock", fcntl.LOCK_EX):
            started = not self._already_runs()
            if started:
                self._start()
            self._ensure_database()
            return started

    def stop(self) -> None:
        """Fast shutdown: open transactions roll back, everything committed is on disk."""
        if self.process() is not None:
            binaries = postgres_binaries.choose(cluster_files.version_of(self.data))
            pg_ctl.stop(binaries, self.data)

    @contextmanager
    def used(self) -> Iterator[None]:
        """Count as a user of this PostgreSQL; on leaving, stop it unless somebody else still uses it."""
        cluster_files.make_home(self.home)
        with cluster_files.locked(self.home / "postgres.users", fcntl.LOCK_SH) as users:
            try:
                yield
            finally:
                with suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self.stop()

    def answers(self) -> bool:
        """Whether it accepts connections now: somebody listens, and says that it is ready (as pg_ctl asks too)."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as tried:
            try:
                tried.connect(str(self.socket / ".s.PGSQL.5432"))
                said = (self.data / "postmaster.pid").read_text().splitlines()
            except OSError:
                return False
        return len(said) > 7 and said[7].strip() == "ready"

    def connect(self, database: str = "duken") -> psycopg.Connection:
        import psycopg  # slow to load, and most commands find everything running

        return psycopg.connect(home.embedded_dsn(self.home, database), autocommit=True, connect_timeout=10)

    def process(self) -> psutil.Process | None:
        """The server named in postmaster.pid, alive and ours: numbers are reused after a crash."""
        try:
            number = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            found = psutil.Process(number)
            return found if str(self.data) in found.cmdline() else None
        except (FileNotFoundError, ValueError, psutil.NoSuchProcess, psutil.ZombieProcess):
            return None

    def _already_runs(self) -> bool:
        """It answers, or it lives and will answer soon (recovery after a crash may take a while)."""
        until = time.monotonic() + pg_ctl.PATIENCE_SECONDS
        while not self.answers():
            if self.process() is None:
                return False
            if time.monotonic() > until:
                raise Fault("PostgreSQL runs but does not answer.", where=str(self.data / "server.log"), mend=_SEE_LOG)
            time.sleep(0.05)
        return True

    def _start(self) -> None:
        binaries = postgres_binaries.choose(cluster_files.version_of(self.data))
        if cluster_files.version_of(self.data) is None:
            cluster_files.create(binaries, self.data, self.tuning)
            (self.home / "postgres.made").unlink(missing_ok=True)
        cluster_files.prepare(self.data, self.socket, self.tuning)
        pg_ctl.start(binaries, self.data)

    def _ensure_database(self) -> None:
        """The database `duken`, copied from template1 after the extensions went there: whole or absent."""
        made = self.home / "postgres.made"
        if made.exists():
            return
        from psycopg.errors import DuplicateDatabase

        with self.connect("template1") as template:
            for extension in EXTENSIONS:
                template.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}".encode())
        with self.connect("postgres") as postgres, suppress(DuplicateDatabase):
            postgres.execute("CREATE DATABASE duken")
        made.touch()


def _tell(sentence: str) -> None:
    print(f"duken: {sentence}", file=sys.stderr, flush=True)


_SEE_LOG = "Look at the end of that log; if it is recovering, wait and try again."
