"""Database trouble: what passes by itself, told as a refusal. Nothing was done; the same request may succeed later."""

from __future__ import annotations

from django.db import InterfaceError, OperationalError

from duken.kernel.refusals import Busy

DISK_FULL = "53100"  # the SQLSTATE of PostgreSQL
_AWAY = ("08", "53", "57P", "58")  # no connection; no room, memory or connection left; shutting down; input and output


class StorageFull(Busy):
    """There is no room to write anything down. Reading goes on."""

    code = "kernel.storage_full"


def refusal_for(trouble: BaseException | None) -> Busy | None:
    """A lost connection, a server that restarts, a lock waited for too long, a full disk; None for a bug of ours."""
    if not isinstance(trouble, OperationalError | InterfaceError):
        return None
    return StorageFull() if _sqlstate(trouble) == DISK_FULL else Busy()


def is_outage(trouble: BaseException) -> bool:
    """Whether nothing at all could have been done just now: no fault of what was tried, and worth any number of tries.

    A deadlock or a statement that took too long is not one.
    """
    if not isinstance(trouble, OperationalError | InterfaceError):
        return False
    sqlstate = _sqlstate(trouble)
    return sqlstate is None or sqlstate.startswith(_AWAY)


def _sqlstate(trouble: BaseException) -> str | None:
    return getattr(trouble.__cause__, "sqlstate", None)
