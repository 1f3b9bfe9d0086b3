"""Databases: the primary, and replicas that may answer what may be a second old."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from duken.config import home

_NAMED = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def databases(folder: Path) -> dict[str, dict[str, object]]:
    """`default`, from DATABASE_URL or in `folder`; `replica-1`… from DATABASE_REPLICA_URLS. Nothing is started here."""
    found = {"default": _database(os.environ.get("DATABASE_URL") or home.embedded_dsn(folder))}
    for number, url in enumerate(os.environ.get("DATABASE_REPLICA_URLS", "").split(), 1):
        found[f"replica-{number}"] = _database(url)
    return found


def connect_directly() -> None:
    """For what may LISTEN or hold a lock for long (everything but the web): past the pooler, if there is one."""
    if direct := os.environ.get("DATABASE_DIRECT_URL"):
        os.environ["DATABASE_URL"] = direct


def _database(url: str) -> dict[str, object]:
    from psycopg.conninfo import conninfo_to_dict  # slow to load, and the command line mostly does without

    given = conninfo_to_dict(url)
    settings: dict[str, object] = {"ENGINE": "duken.config.postgresql"}
    settings |= {_NAMED[name]: str(value) for name, value in given.items() if name in _NAMED}
    settings["OPTIONS"] = _options({name: value for name, value in given.items() if name not in _NAMED})
    settings["CONN_MAX_AGE"] = None
    settings["CONN_HEALTH_CHECKS"] = True
    settings["DISABLE_SERVER_SIDE_CURSORS"] = True  # one transaction may meet another server than the one before
    return settings


def _options(given: Mapping[str, object]) -> dict[str, object]:
    """What is asked all day is planned once for each connection, for any parameters. Left alone PostgreSQL would plan
    each five times, and some for ever: often longer than they take to answer.

    Behind a pooler nothing may be prepared for later: the next transaction may meet another server process.
    """
    if "DATABASE_DIRECT_URL" in os.environ:
        return {**given, "prepare_threshold": None}
    options = f"{given.get('options', '')} -c plan_cache_mode=force_generic_plan".strip()
    return {**given, "prepare_threshold": 2, "options": options}
