"""The yard: one PostgreSQL with the settings a shop has, and databases that are copies of one that is migrated."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench import web
from duken.config import cluster, home, postgres_binaries

_MIGRATED = "migrated"


class Yard:
    """`folder` holds everything of this run and goes with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cluster = cluster.Cluster(folder)
        self.programs = postgres_binaries.choose(None).folder

    @property
    def roots(self) -> list[psutil.Process]:
        server = self._cluster.process()
        return [server] if server else []

    def dsn(self, database: str) -> str:
        return home.embedded_dsn(self.folder, database)

    def environment(self, database: str) -> dict[str, str]:
        return web.environment(self.folder, self.dsn(database))

    def migrate(self) -> None:
        """Make the tables once; every other database is a copy."""
        self.make(_MIGRATED, of="template1")
        command = [sys.executable, "-m", "duken.config.cli", "migrate", "--quiet"]
        subprocess.run(command, env=self.environment(_MIGRATED), check=True)  # noqa: S603

    def make(self, database: str, *, of: str = _MIGRATED) -> None:
        with self._cluster.connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {database} TEMPLATE {of}".encode())

    def tidy(self, database: str) -> None:
        """What autovacuum would have done by the morning after."""
        with self._cluster.connect(database) as connection:
            connection.execute("VACUUM ANALYZE")
            connection.execute("CHECKPOINT")

    def shown(self, setting: str) -> str:
        with self._cluster.connect("postgres") as connection:
            [(value,)] = connection.execute(f"SHOW {setting}".encode()).fetchall()
        return str(value)


@contextmanager
def running(folder: Path) -> Iterator[Yard]:
    os.environ.pop("DATABASE_URL", None)
    with cluster.running(folder):
        yield Yard(folder)
