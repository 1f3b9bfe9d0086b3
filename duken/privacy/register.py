"""The register of erasures, in a file beside the backups: an older backup brings nobody back.

One line for each erasure: its id and moment, the cards' ids, keyed hashes of the contacts. Nothing personal. The table
is the truth; the file follows it, and is what a restore reads when the table it finds is an old one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import orjson
import structlog
from django.conf import settings

from duken.privacy.models import Erasure

NAME = "erased.jsonl"
log = structlog.get_logger("duken.privacy")


class Entry(NamedTuple):
    id: UUID
    at: datetime
    reason: str
    actor: str
    customer_ids: list[UUID]
    contact_hashes: list[str]


def path() -> Path:
    """It lies where the backups lie."""
    return Path(settings.BACKUPS) / NAME


def write_down() -> int:
    """Add to the file what the table has and the file has not; answers how many. Any machine may, at any time."""
    try:
        known = {entry.id for entry in read(path())}
        missing = [entry for entry in in_table() if entry.id not in known]
        if missing:
            _append(path(), missing)
        return len(missing)
    except OSError as failed:  # the nightly work tries again; the table knows
        log.error("erasures.not_written_down", problem=type(failed).__name__)
        return 0


def in_table() -> list[Entry]:
    return [
        Entry(row.pk, row.at, row.reason, row.actor, [UUID(one) for one in row.customer_ids], list(row.contact_hashes))
        for row in Erasure.objects.order_by("id")
    ]


def read(file: Path) -> list[Entry]:
    """None where there is no file. A last line that was cut off by a crash is left out: the table has it."""
    if not file.exists():
        return []
    found = []
    for line in file.read_bytes().splitlines():
        try:
            found.append(_entry(orjson.loads(line)))
        except (orjson.JSONDecodeError, KeyError, ValueError):
            continue
    return found


def together(*some: Iterable[Entry]) -> list[Entry]:
    """Each erasure once, oldest first."""
    return sorted({entry.id: entry for entries in some for entry in entries}.values(), key=lambda entry: entry.at)


def _append(file: Path, entries: list[Entry]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = b"".join(b"\n" + orjson.dumps(entry._asdict()) for entry in entries) + b"\n"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as opened:
        opened.write(lines)
        opened.flush()
        os.fsync(opened.fileno())


def _entry(told: dict[str, Any]) -> Entry:
    return Entry(
        UUID(told["id"]),
        datetime.fromisoformat(told["at"]),
        str(told["reason"]),
        str(told["actor"]),
        [UUID(one) for one in told["customer_ids"]],
        [str(one) for one in told["contact_hashes"]],
    )
