"""A clock that jumps: Python loads this by itself in every process of a shop that has this folder on its path.

The seconds in the file JUMPING_CLOCK are added to the clock of each process, and read anew all the time. Nothing of
this is in the product, and the database keeps its own clock: one machine is wrong, as machines are.
"""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

_ahead, _travel = 0.0, None
_pause = time.sleep


def _jump() -> None:
    global _ahead, _travel
    file = Path(os.environ["JUMPING_CLOCK"])
    while True:
        told = _seconds(file)
        if told is not None and told != _ahead:
            if _travel is not None:
                _travel.stop()
            _ahead, _travel = told, None
            if told:
                _travel = time_machine.travel(datetime.now(UTC) + timedelta(seconds=told), tick=True)
                _travel.start()
        _pause(0.05)


def _begin() -> None:
    threading.Thread(target=_jump, daemon=True, name="jumping clock").start()


def _seconds(file: Path) -> float | None:
    try:
        return float(file.read_text())
    except (OSError, ValueError):
        return None


if "JUMPING_CLOCK" in os.environ:
    import time_machine  # not in the thread: a process forked meanwhile would wait for it for ever

    _begin()
    os.register_at_fork(after_in_child=_begin)
