"""Keeper: while anything of the shop runs, so does its PostgreSQL. One that died is started again.

Every process that uses the embedded PostgreSQL keeps it; the lock around starting it lets one of them through.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from duken.config.faults import Fault

LOOK_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 4.0
LEAVE_SECONDS = 5.0


class Keepable(Protocol):
    def process(self) -> object | None: ...
    def ensure_running(self) -> bool: ...


@contextmanager
def kept(cluster: Keepable, *, tell: Callable[[str], None]) -> Iterator[None]:
    """Inside this block a PostgreSQL that ends is started again; `tell` gets a sentence when that happens."""
    over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(cluster, over, tell), daemon=True, name="keeper of PostgreSQL")
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(LEAVE_SECONDS)


def _keep(cluster: Keepable, over: threading.Event, tell: Callable[[str], None]) -> None:
    pause, told = LOOK_SECONDS, ""
    while not over.wait(pause):
        if cluster.process() is not None:
            pause, told = LOOK_SECONDS, ""
            continue
        try:
            if cluster.ensure_running():
                tell("PostgreSQL had ended; it was started again")
        except (Fault, OSError) as fault:  # a full disk, or processes of the last one still ending: it may pass
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            if str(fault) != told:
                tell(f"PostgreSQL had ended and cannot be started yet: {fault}")
            told = str(fault)
