"""Room: nothing new is accepted while the disk of the embedded PostgreSQL is nearly full.

A PostgreSQL that cannot write its log any more ends, and takes reading with it. So the shop stops writing a little
earlier, while the server still has what it needs for itself. A server named by DATABASE_URL is not ours to measure.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from duken.channels.api.problems import problem
from duken.channels.storefront.static_pages import not_now
from duken.kernel.database_trouble import StorageFull

RESERVE_BYTES = 48 * 1024 * 1024  # three segments of PostgreSQL's log
_READING = ("GET", "HEAD", "OPTIONS")


def room_to_write(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: whatever may write is refused (503, kernel.storage_full) while there is no room; reading goes on."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method in _READING or has_room():
            return get_response(request)
        if request.path_info.startswith("/api/"):
            return problem(StorageFull(), request)
        return not_now(request, StorageFull())

    return answer


def has_room() -> bool:
    """Room for data and for the log, which may lie on a disk of its own. Asked each time: it costs microseconds."""
    data: Path = settings.DUKEN_HOME / "postgres"
    if os.environ.get("DATABASE_URL"):
        return True
    return all(_free_bytes(folder) >= RESERVE_BYTES for folder in (data, data / "pg_wal"))


def _free_bytes(folder: Path) -> int:
    try:
        found = os.statvfs(folder)
    except OSError:  # not made yet, or not ours to look into: PostgreSQL itself will say
        return RESERVE_BYTES
    return found.f_bavail * found.f_frsize
