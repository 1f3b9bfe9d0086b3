"""The files of the embedded PostgreSQL: made once, prepared before each start, open to no other user."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from duken.config import pg_ctl, postgres_settings, unprivileged
from duken.config.faults import Fault
from duken.config.postgres_binaries import Binaries

FREE_BYTES_NEEDED = 200 * 1024 * 1024


def make_home(folder: Path) -> None:
    """The home itself, readable by its owner only; the user that root lends PostgreSQL may pass through."""
    try:
        folder.mkdir(mode=0o711 if unprivileged.is_root() else 0o700, parents=True, exist_ok=True)
    except OSError as denied:
        raise Fault(
            f"The folder for Duken cannot be made: {denied.strerror}.", where=str(folder), mend=_HOME
        ) from denied
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise Fault("This user may not write into the folder of Duken.", where=str(folder), mend=_HOME)


@contextmanager
def locked(path: Path, kind: int) -> Iterator[int]:
    """Hold a file lock; the system drops it even when we are killed."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError as denied:
        raise Fault("This folder of Duken belongs to another user.", where=str(path.parent), mend=_HOME) from denied
    try:
        fcntl.flock(descriptor, kind)
        yield descriptor
    finally:
        os.close(descriptor)


def version_of(data: Path) -> int | None:
    """The major version that wrote these files; None when there are none."""
    try:
        return int((data / "PG_VERSION").read_text().strip())
    except FileNotFoundError:
        return None
    except PermissionError as denied:
        raise Fault("The database files belong to another user.", where=str(data), mend=_HOME) from denied


def create(binaries: Binaries, data: Path, tuning: Mapping[str, str]) -> None:
    """Make the files beside their place, then rename: half a database is never mistaken for a whole one."""
    free = shutil.disk_usage(data.parent).free
    if free < FREE_BYTES_NEEDED:
        raise Fault(f"The disk is nearly full: {free // 2**20} MB free.", where=str(data.parent), mend=pg_ctl.DISK)
    nursery = data.with_name("postgres.new")
    shutil.rmtree(nursery, ignore_errors=True)
    nursery.mkdir(mode=0o700)
    unprivileged.give(nursery)
    unprivileged.open_way_to(nursery)
    try:
        pg_ctl.initdb(binaries, nursery, *(["--no-sync"] if tuning.get("fsync") == "off" else []))
        with (nursery / "postgresql.conf").open("a") as settings:
            settings.write("\ninclude = 'duken.conf'\n")
    except BaseException:
        shutil.rmtree(nursery, ignore_errors=True)
        raise
    nursery.rename(data)


def prepare(data: Path, socket: Path, tuning: Mapping[str, str]) -> None:
    """Settings, socket folder, and no trace of a server that died. Call only when none is running."""
    (data / "postmaster.pid").unlink(missing_ok=True)
    _make_socket_folder(socket)
    (socket / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
    _write_whole(data / "duken.conf", postgres_settings.written(tuning, socket))
    unprivileged.open_way_to(data)
    unprivileged.open_way_to(socket)


def _write_whole(path: Path, text: str) -> None:
    """All of it or nothing: on a full disk the last settings stay as they were."""
    if path.exists() and path.read_text() == text:
        return
    beside = path.with_suffix(".new")
    beside.write_text(text)
    unprivileged.give(beside)
    beside.replace(path)


def _make_socket_folder(socket: Path) -> None:
    """Private: whoever reaches the socket owns the database. In /tmp somebody may have been first."""
    socket.mkdir(mode=0o700, exist_ok=True)
    if socket.is_symlink() or socket.stat().st_uid not in {os.geteuid(), unprivileged.server_uid()}:
        raise Fault("The folder of the database socket belongs to somebody else.", where=str(socket), mend=_SOCKET)
    socket.chmod(0o700)
    unprivileged.give(socket)


_HOME = "Set DUKEN_HOME to a folder of your own, or give this one to the user who runs Duken (chown -R)."
_SOCKET = "Remove it, or set DUKEN_HOME to a shorter path so that the socket lies inside it."
