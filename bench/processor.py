"""Processor time and memory of processes with everything they have started."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

import psutil


def seconds(roots: Iterable[psutil.Process]) -> float:
    """Processor seconds so far. Children that have ended count: their parent has inherited their time."""
    return sum(_own(process) for process in _family(roots))


def _own(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system + times.children_user + times.children_system)


def memory(roots: Iterable[psutil.Process], *, but: Iterable[psutil.Process] = ()) -> dict[str, float]:
    """Megabytes: `rss` counts shared pages in every process, `pss` shares them out. `but`: these and theirs not."""
    left_out = {process.pid for process in _family(but)}
    found = {"rss": 0.0, "pss": 0.0}
    for process in _family(roots):
        if process.pid not in left_out:
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                full = process.memory_full_info()
                found["rss"] += full.rss / 1e6
                found["pss"] += getattr(full, "pss", full.rss) / 1e6
    return found


def _family(roots: Iterable[psutil.Process]) -> Iterator[psutil.Process]:
    for root in roots:
        with suppress(psutil.NoSuchProcess):
            yield root
            yield from root.children(recursive=True)
