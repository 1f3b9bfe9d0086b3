"""Database trouble: what passes by itself, told as a refusal. Nothing was done; the same request may succeed later."""

from __future__ import annotations

from django.db import InterfaceError, OperationalError

from duken.kernel.refusals import Busy

DISK_FULL = "53100"  # the SQLSTATE of PostgreSQL


class StorageFull(Busy):
    """There is no room to write anything down. Reading goes on."""

    code = "kernel.storage_full"


def refusal_for(trouble: BaseException | None) -> Busy | None:
    """A lost connection, a server that restarts, a lock waited for too long, a full disk; None for a bug of ours."""
    if not isinstance(trouble, OperationalError | InterfaceError):
        return None
    return StorageFull() if getattr(trouble.__cause__, "sqlstate", None) == DISK_FULL else Busy()
