"""Databases of one server: a new one to fill, another name for an old one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from psycopg.sql import SQL, Identifier

from duken.config.faults import Fault


def current_name() -> str:
    return str(connection.settings_dict["NAME"])


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Everything in this block goes to another database of the same server."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def create(name: str) -> None:
    try:
        _administer("CREATE DATABASE {}", name)
    except psycopg.errors.InsufficientPrivilege:
        raise Fault("This user of the database may not create another one.", mend=_ALLOW) from None


def drop(name: str) -> None:
    _administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def rename(name: str, to: str) -> None:
    """Raises Fault while anybody is connected to it."""
    connection.close()
    try:
        _administer("ALTER DATABASE {} RENAME TO {}", name, to)
    except psycopg.errors.ObjectInUse:
        raise Fault("Somebody is connected to the database.", mend=CLOSE) from None


def like(pattern: str) -> list[str]:
    """Names that match, in order."""
    with _server() as server:
        found = server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY 1", [pattern])
        return [name for (name,) in found]


def visitors(name: str) -> list[str]:
    """Who else is connected, as PostgreSQL knows them."""
    with _server() as server:
        found = server.execute(
            """SELECT coalesce(nullif(application_name, ''), 'a program') || ' (process ' || pid || ')'
               FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'""",
            [name],
        )
        return [told for (told,) in found]


def require_closed(name: str) -> None:
    """Raises Fault while anybody but us is connected."""
    connection.close()
    if others := visitors(name):
        raise Fault(f"The shop is open: {len(others)} connections, such as {others[0]}.", mend=CLOSE)


def _administer(statement: str, *names: str) -> None:
    with _server() as server:
        server.execute(SQL(statement).format(*map(Identifier, names)))


def _server() -> psycopg.Connection[Any]:
    """A connection to the server that is not to the shop's own database."""
    parameters = {
        name: value for name, value in connection.get_connection_params().items()
        if name not in ("cursor_factory", "context", "prepare_threshold")
    }  # fmt: skip
    return psycopg.connect(**parameters | {"dbname": "postgres"}, autocommit=True)


CLOSE = "Stop web, work and live (Ctrl-C of `duken up`), then try again."
_ALLOW = "As its administrator: ALTER ROLE … CREATEDB; or restore where DATABASE_URL names an administrator."
