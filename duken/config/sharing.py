"""Sharing: every process of this home keeps its figures in files of its own; whoever is asked adds them all up.

A folder is named after the process that serves (its host and number): web workers that are started again go on counting
there, and what a dead process left is neither counted nor kept.
"""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import psutil

from duken.config import home


def share_figures(kind: str) -> None:
    """Call before anything imports prometheus_client; processes started from here on share the folder."""
    for left in _folders():
        if not _lives(left):
            shutil.rmtree(left, ignore_errors=True)
    mine = _root() / f"{kind}-{_host()}-{os.getpid()}"
    shutil.rmtree(mine, ignore_errors=True)
    mine.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(mine)


def shared_files() -> list[str]:
    """The files of every living process of this home on this machine; a gauge of a worker that is gone is not one."""
    return [str(file) for folder in _folders() if _lives(folder) for file in folder.glob("*.db") if _counts(file)]


def _root() -> Path:
    return home.folder() / "metrics"


def _folders() -> list[Path]:
    return sorted(_root().glob(f"*-{_host()}-*"))


def _host() -> str:
    return socket.gethostname()[:60]  # processes in another container cannot be seen from here


def _lives(folder: Path) -> bool:
    number = folder.name.rpartition("-")[2]
    return number.isdigit() and psutil.pid_exists(int(number))


def _counts(file: Path) -> bool:
    number = file.stem.rpartition("_")[2]
    return not file.name.startswith("gauge_live") or (number.isdigit() and psutil.pid_exists(int(number)))
