"""Draining: a web process that is asked to stop says so first, so that the balancer sends new visitors elsewhere.

DUKEN_DRAIN_SECONDS is the time it needs to notice. The mark is a file: the workers are processes of their own.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

from duken.config import home, numbers

_MARK = "DUKEN_STOPPING_MARK"  # set by us for our workers


def drain_before_stopping(server: Any) -> None:
    """Call before the Granian server `server` serves. A second signal stops at once."""
    seconds = numbers.from_environment("DUKEN_DRAIN_SECONDS", default=0, least=0, most=300)
    mark = home.folder() / f"stopping-{os.getpid()}"
    mark.unlink(missing_ok=True)
    os.environ[_MARK] = str(mark)
    stop = server.signal_handler_interrupt

    def drain(*_: object) -> None:
        if mark.exists() or not seconds:
            stop()
            return
        mark.touch()
        waiting = threading.Timer(seconds, stop)
        waiting.daemon = True
        waiting.start()

    server.signal_handler_interrupt = drain
    server.on_shutdown(lambda: mark.unlink(missing_ok=True))


def is_stopping() -> bool:
    mark = os.environ.get(_MARK)
    return bool(mark) and Path(str(mark)).exists()
