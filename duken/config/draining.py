"""Draining: a web process that is asked to stop says so first, so that the balancer sends new visitors elsewhere.

DUKEN_DRAIN_SECONDS is the time it needs to notice. The mark is a file
in the folder that this process and its workers share.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

from duken.config import numbers

_MARK = "stopping"


def drain_before_stopping(server: Any) -> None:
    """Call after `share_figures` and before the Granian server `server` serves. A second signal stops at once."""
    seconds = numbers.from_environment("DUKEN_DRAIN_SECONDS", default=0, least=0, most=300)
    mark = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]) / _MARK
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


def is_stopping() -> bool:
    shared = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    return bool(shared) and Path(str(shared), _MARK).exists()
