"""`duken web`: the shop's pages and API (Granian, WSGI, threads)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from duken.config import cluster, home, lifeline, numbers, ports


def web() -> None:
    """Serve pages and API on PORT. DUKEN_WEB_WORKERS processes with DUKEN_WEB_THREADS threads each."""
    lifeline.hold_on()
    workers = numbers.from_environment("DUKEN_WEB_WORKERS", default=1, most=256)
    threads = numbers.from_environment("DUKEN_WEB_THREADS", default=16, most=256)
    if workers > 1:
        _share_counters(home.folder() / "metrics")
    with cluster.running(home.folder()):
        from granian import Granian
        from granian.constants import Interfaces
        from granian.log import LogLevels

        Granian(
            "duken.config.wsgi:application",
            address=ports.host(),
            port=ports.web_port(),
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads,
            respawn_failed_workers=True,
            workers_kill_timeout=4,
            log_level=LogLevels.error,
        ).serve()


def _share_counters(folder: Path) -> None:
    """Several processes add up their metrics through files that begin empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
