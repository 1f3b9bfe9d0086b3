"""The machine, described so that figures can be compared: no names, no addresses."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path
from typing import Any

import psutil

from bench.yard import Yard


def described(yard: Yard) -> dict[str, Any]:
    load = os.getloadavg()[0]
    cores = os.cpu_count() or 1
    return {
        "processor": _processor(),
        "cores": cores,
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "postgresql": yard.shown("server_version"),
        "fsync": yard.shown("fsync"),
        "synchronous_commit": yard.shown("synchronous_commit"),
        "commit": _commit(),
        "load_average_at_start": round(load, 2),
        "is_busy": load > cores / 2,
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def _commit() -> str:
    try:
        told = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S607
    except OSError:
        return ""
    return told.stdout.strip()
