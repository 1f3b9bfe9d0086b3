"""Examine the machine: folder, disk, PostgreSQL programs, ports. Nothing is started, nothing changed."""

from __future__ import annotations

import os
import resource
import shutil
from collections.abc import Iterator
from pathlib import Path

from duken.config import cluster_files, home, ports, postgres_binaries, start_up
from duken.config.cluster import Cluster
from duken.config.faults import Fault
from duken.config.findings import Finding, bad, good, odd

LOW_DISK_BYTES = 1024 * 1024 * 1024
FEWEST_OPEN_FILES = 1024


def machine() -> Iterator[Finding]:
    folder = home.folder()
    yield _folder(folder)
    yield _disk(folder)
    yield _secrets(folder)
    if "DATABASE_URL" in os.environ:
        yield good("PostgreSQL", "a server of your own (DATABASE_URL)")
    else:
        yield _programs(folder)
    yield _port(ports.web_port(), "PORT")
    yield _port(ports.live_port(), "PORT + 1")
    yield _open_files()


def _folder(folder: Path) -> Finding:
    if not os.path.exists(folder):  # Path.exists() raises where we may not look
        return odd("DUKEN_HOME", f"{folder} does not exist yet", "It is made by `duken up` or `duken demo`.")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return bad("DUKEN_HOME", f"this user may not write into {folder}", f"chown -R $(id -u) {folder}")
    if folder.stat().st_mode & 0o022:
        return bad("DUKEN_HOME", f"other users may write into {folder}", f"chmod go-w {folder}")
    return good("DUKEN_HOME", str(folder))


def _disk(folder: Path) -> Finding:
    existing = next(place for place in (folder, *folder.parents) if os.path.exists(place))
    free = shutil.disk_usage(existing).free
    if free < LOW_DISK_BYTES:
        return bad("Disk", f"{free // 2**20} MB free at {existing}", "Free some space, or move DUKEN_HOME.")
    return good("Disk", f"{free // 2**30} GB free")


def _secrets(folder: Path) -> Finding:
    secret = folder / "secrets" / "secret-key"
    if os.environ.get("DUKEN_SECRET_KEY") or not secret.exists():
        return good("Secrets", "from the environment" if "DUKEN_SECRET_KEY" in os.environ else "not made yet")
    if secret.stat().st_mode & 0o077:
        return bad("Secrets", f"other users can read {secret}", f"chmod 600 {secret}")
    return good("Secrets", "readable by their owner only")


def _programs(folder: Path) -> Finding:
    try:
        found = postgres_binaries.choose(cluster_files.version_of(folder / "postgres"))
    except Fault as fault:
        return bad("PostgreSQL", fault.what, fault.mend)
    runs = "running" if Cluster(folder).process() else "not running; commands start it when they need it"
    return good("PostgreSQL", f"{found.major} in {found.folder} ({runs})")


def _open_files() -> Finding:
    """Each connection and each picture on its way needs one."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < FEWEST_OPEN_FILES:
        return odd("Open files", f"at most {soft} at once", "ulimit -n 4096; under systemd: LimitNOFILE=4096")
    return good("Open files", f"{soft:,} at once")


def _port(port: int, name: str) -> Finding:
    about = f"Port {port}"
    try:
        ports.require_free(port)
    except Fault as taken:
        if start_up.is_ready():
            return good(about, "this or another Duken is open here")
        return bad(about, taken.what, taken.mend)
    return good(about, f"free ({name})")
