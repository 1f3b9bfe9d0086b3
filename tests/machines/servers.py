"""PostgreSQL servers without Patroni: a primary, and a replica that streams from it. Any PostgreSQL will do."""

from __future__ import annotations

import time
from pathlib import Path

import psycopg

from duken.config import postgres_binaries, unprivileged
from tests.machines.machine import Machine

SETTINGS = """
listen_addresses = '{address}'
port = 5432
unix_socket_directories = '{folder}'
max_connections = 120
shared_buffers = 64MB
fsync = off
"""
DOORS = "local all all trust\nhost all all 127.0.0.0/8 trust\nhost replication all 127.0.0.0/8 trust\n"


def url(machine: Machine, database: str = "duken", port: int = 5432) -> str:
    return f"postgresql://duken@{machine.address}:{port}/{database}?connect_timeout=2"


def start_primary(machine: Machine) -> None:
    """With an empty database `duken` and the extensions the shop needs."""
    data = machine.folder / "postgres"
    machine.run(_program("initdb"), "-D", str(data), "-U", "duken", "-E", "UTF8", "--locale", "C.UTF-8", "-A", "trust")
    _configure(machine, data)
    with _connected(machine, "postgres") as postgres:
        postgres.execute("CREATE DATABASE duken")
    with _connected(machine, "duken") as duken:
        duken.execute("CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent")


def start_replica(machine: Machine, *, of: Machine) -> None:
    data = machine.folder / "postgres"
    machine.run(_program("pg_basebackup"), "-h", of.address, "-U", "duken", "-D", str(data), "-R", "-c", "fast")
    _configure(machine, data)
    _connected(machine, "duken").close()


def ask(machine: Machine, question: str) -> object:
    with _connected(machine, "duken") as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def _configure(machine: Machine, data: Path) -> None:
    settings = data / "postgresql.auto.conf"
    said = settings.read_text() + SETTINGS.format(address=machine.address, folder=machine.folder)
    settings.write_text(said)
    (data / "pg_hba.conf").write_text(DOORS)
    machine.start(_program("postgres"), "-D", str(data))


def _program(name: str) -> str:
    folder = postgres_binaries.choose().folder
    unprivileged.open_way_to(folder / name)
    return str(folder / name)


def _connected(machine: Machine, database: str) -> psycopg.Connection[tuple[object, ...]]:
    for _ in range(200):
        try:
            return psycopg.connect(url(machine, database), autocommit=True)
        except psycopg.OperationalError:
            time.sleep(0.1)
    return psycopg.connect(url(machine, database), autocommit=True)
