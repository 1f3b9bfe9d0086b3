"""Write a backup: everything as it was at one moment, while the shop goes on selling."""

from __future__ import annotations

import os
import shutil
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from psycopg.sql import Composed

from duken.config import invariants
from duken.config.backups.archive import Writer, writing
from duken.config.backups.contents import (
    FIRST,
    FORMAT,
    LAST,
    MEDIA,
    SECRETS,
    TABLES,
    Proof,
    Shop,
    Sum,
    dumped,
    secret_fingerprint,
    told_settings,
)
from duken.config.backups.examine import examine
from duken.config.backups.tables import Table, applied_migrations, sequences, tables
from duken.config.faults import Fault
from duken.kernel import clock, sql

BLOCK = 4 * 1024 * 1024
Progress = Callable[[str, int, int], None]


class Written(NamedTuple):
    path: Path
    bytes: int
    rows: int
    files: int
    breaches: int
    seconds: float


def write_backup(path: Path, *, key: bytes | None, progress: Progress) -> Written:
    """Write, read back to the end, and only then give it its name. Nothing is left behind by one that fails.

    The secrets of the home go in only when there is a key. Raises Fault: no room, a backup or an update runs already.
    """
    began = time.monotonic()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _require_room(path.parent)
    unproven = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _write(unproven, key, progress)
        contents = examine(unproven, key, progress=progress)
        unproven.rename(path)
    except OSError as failed:
        raise Fault(f"The backup could not be written: {failed.strerror}.", where=str(path), mend=_ROOM) from failed
    finally:
        unproven.unlink(missing_ok=True)
    proof = contents.proof
    rows = sum(int(count) for count, _ in proof.tables.values())
    return Written(path, path.stat().st_size, rows, proof.media[0], proof.breaches, time.monotonic() - began)


def _write(path: Path, key: bytes | None, progress: Progress) -> None:
    """One snapshot: what is sold meanwhile is in the next backup."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file, writing(file, key) as into, transaction.atomic():
        sql.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        _be_alone()
        ours = tables()
        into.add(FIRST, dumped(_shop(ours)))
        progress("looking at every invariant", 0, 1)
        breaches = sum(len(found.breaches) for _, found, _ in invariants.look())
        progress("looking at every invariant", 1, 1)
        copied = _copy_tables(into, ours, progress)
        stand = sequences()
        media = _copy_files(into, MEDIA, Path(settings.MEDIA_ROOT), progress)
        secret = _copy_files(into, SECRETS, settings.DUKEN_HOME / "secrets", progress) if key else Sum()
        into.add(LAST, dumped(Proof(copied, stand, media.told(), secret.told(), breaches)))
    with path.open("rb") as written:
        os.fsync(written.fileno())


def _be_alone() -> None:
    """One backup at a time, and no update of the tables meanwhile."""
    if not _locked("pg_try_advisory_xact_lock", "duken.backup"):
        raise Fault("Another backup is being made.", mend="Wait until it is done.")
    if not _locked("pg_try_advisory_xact_lock_shared", "duken.migrate"):
        raise Fault("The tables are being updated.", mend="Wait until `duken migrate` is done.")


def _locked(function: str, name: str) -> bool:
    return bool(sql.rows(f"SELECT {function}(hashtextextended(%s, 0))", [name])[0][0])


def _shop(ours: list[Table]) -> Shop:
    return Shop(
        format=FORMAT,
        made_at=clock.now().isoformat(),
        version=version("duken"),
        postgres=int(sql.rows("SHOW server_version_num")[0][0]),
        migrations=applied_migrations(),
        tables={table.name: list(table.columns) for table in ours},
        settings=told_settings(),
        secret=secret_fingerprint(),
    )


def _copy_tables(into: Writer, ours: list[Table], progress: Progress) -> dict[str, list[Any]]:
    sums: dict[str, Sum] = defaultdict(Sum)
    for number, table in enumerate(ours):
        progress("tables", number, len(ours))
        found = sums[table.name]
        for block, content in enumerate(_blocks(table.out())):
            into.add(f"{TABLES}{table.name}/{block:06d}", content)
            found.add(content, content.count(b"\n"))  # COPY writes line ends inside a value as \n
    progress("tables", len(ours), len(ours))
    return {name: found.told() for name, found in sums.items()}


def _blocks(statement: Composed) -> Any:
    waiting = bytearray()
    with connection.cursor() as cursor, cursor.copy(statement) as rows:
        for row in rows:
            waiting += row
            if len(waiting) >= BLOCK:
                yield bytes(waiting)
                waiting.clear()
    if waiting:
        yield bytes(waiting)


def _copy_files(into: Writer, prefix: str, folder: Path, progress: Progress) -> Sum:
    """Files are written once and never changed; one that goes while we read belongs to nothing in the snapshot."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    found = Sum()
    for number, path in enumerate(files):
        with suppress(FileNotFoundError):
            content = path.read_bytes()
            into.add(prefix + path.relative_to(folder).as_posix(), content)
            found.add(content, 1)
        progress(prefix.rstrip("/"), number + 1, len(files))
    return found


def _require_room(folder: Path) -> None:
    """A guess on the safe side: compressed rows take about a fifth of what PostgreSQL needs, indexes nothing."""
    [(size,)] = sql.rows("SELECT pg_database_size(current_database())")
    pictures = sum(path.stat().st_size for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
    free = shutil.disk_usage(folder).free
    if free < size // 4 + pictures:
        raise Fault(f"The disk is too full for a backup: {free // 2**20} MB free.", where=str(folder), mend=_ROOM)


_ROOM = "Free some space, or set DUKEN_BACKUPS to a folder on another disk."
