"""Opened: Django set up and its PostgreSQL running, for one command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from duken.config import cluster, collector, databases, home
from duken.config.faults import Fault


def set_up() -> None:
    """Django, without touching the database."""
    import django.apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duken.config.settings")
    if not django.apps.apps.ready:
        django.setup()
        collector.leave_alone_what_is_loaded()


@contextmanager
def opened() -> Iterator[None]:
    """The shop, open for this command, past a pooler; what the database refuses is told as a Fault."""
    databases.connect_directly()
    with cluster.running(home.folder()):
        set_up()
        from django.db import OperationalError, ProgrammingError, connection

        try:
            yield
        except OperationalError as unreachable:
            raise Fault(f"The database does not answer: {unreachable}".strip(), mend="Run `duken doctor`.") from None
        except ProgrammingError as broken:
            if "does not exist" not in str(broken):
                raise
            raise Fault("The database has no tables yet, or old ones.", mend="Run `duken migrate`.") from broken
        finally:
            connection.close()
