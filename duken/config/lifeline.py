"""Lifeline: a child process never outlives the one that started it, even when that one was killed -9.

The parent keeps the writing end of a pipe and never writes. When it dies, the system closes that end, and the
child reads the end of the file.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time

NAME = "DUKEN_LIFELINE"
GRACE_SECONDS = 8


def hold_on() -> None:
    """In a child: stop politely when the parent is gone, and for certain a little later."""
    descriptor = os.environ.pop(NAME, "")
    if descriptor.isdigit():
        threading.Thread(target=_wait, args=(int(descriptor),), daemon=True, name="lifeline").start()


def watch_parent() -> None:
    """In a web server's worker: leave when the server is gone. Does nothing where no parent of ours exists."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        assert parent is not None
        parent.join()
        os._exit(0)

    if parent is not None:
        threading.Thread(target=watch, daemon=True, name="lifeline").start()


def _wait(descriptor: int) -> None:
    os.read(descriptor, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)
