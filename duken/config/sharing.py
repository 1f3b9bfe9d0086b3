"""Sharing: every process of this home keeps its figures in files of its own; whoever is asked adds them all up.

A folder is named after the process that serves (its host and number): web workers that are started again go on counting
there, and what a dead process left is neither counted nor kept. It lies in memory where the system has a place for it:
a counter in a file that cannot grow because the disk is full ends its process (SIGBUS).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import tempfile
from pathlib import Path

import psutil

from duken.config import home

MEMORY = Path("/dev/shm")  # noqa: S108  # folders in it are made by mkdtemp, and only our own are read


def share_figures(kind: str) -> None:
    """Call before anything imports prometheus_client; processes started from here on share the folder."""
    for left in _folders(of_any_home=True):
        if not _lives(left):
            shutil.rmtree(left, ignore_errors=True)
    _root().mkdir(parents=True, exist_ok=True)
    mine = tempfile.mkdtemp(prefix=f"{_mark()}{kind}-{_host()}-{os.getpid()}-", dir=_root())
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = mine


def shared_files() -> list[str]:
    """The files of every living process of this home on this machine; a gauge of a worker that is gone is not one."""
    return [str(file) for folder in _folders() if _lives(folder) for file in folder.glob("*.db") if _counts(file)]


def _root() -> Path:
    return MEMORY if os.access(MEMORY, os.W_OK) else home.folder() / "metrics"


def _mark() -> str:
    return f"duken-{os.geteuid()}-{hashlib.sha256(str(home.folder()).encode()).hexdigest()[:12]}-"


def _folders(*, of_any_home: bool = False) -> list[Path]:
    """Those of this user: in a place everybody may write to a name proves nothing."""
    begins = f"duken-{os.geteuid()}-" if of_any_home else _mark()
    return [folder for folder in sorted(_root().glob(f"{begins}*-{_host()}-*")) if _is_ours(folder)]


def _is_ours(folder: Path) -> bool:
    try:
        return folder.stat(follow_symlinks=False).st_uid == os.geteuid()
    except FileNotFoundError:  # a neighbour has just tidied it away
        return False


def _host() -> str:
    return socket.gethostname()[:60]  # processes in another container cannot be seen from here


def _lives(folder: Path) -> bool:
    number = folder.name.split("-")[-2]
    return number.isdigit() and psutil.pid_exists(int(number))


def _counts(file: Path) -> bool:
    number = file.stem.rpartition("_")[2]
    return not file.name.startswith("gauge_live") or (number.isdigit() and psutil.pid_exists(int(number)))
