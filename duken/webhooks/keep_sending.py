"""The thread of `duken work` that sends: it takes what is due, hands it to callers, notes what became of it.

A queue of its own beside the jobs of the shop: somebody who answers slowly keeps a caller waiting, and nothing else.
"""

from __future__ import annotations

import threading
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress

import structlog
from django.db import Error, connection

from duken.webhooks.call import Answered, Call, call
from duken.webhooks.queue import note, take_due

AT_ONCE = 32  # calls of a worker; they hold no connection to the database
IDLE_SECONDS, AGAIN_SECONDS = 0.5, 2.0
log = structlog.get_logger("duken.webhooks")


class Sender:
    """`work_once` from one thread only."""

    def __init__(self) -> None:
        self._callers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook")
        self._out: dict[Future[Answered], Call] = {}

    def work_once(self, *, patience_seconds: float = IDLE_SECONDS) -> int:
        """Send what is due and note who has answered by then; answers how many calls are out or came back."""
        if free := AT_ONCE - len(self._out):
            for one in take_due(free):
                self._out[self._callers.submit(call, one)] = one
        answered, _ = wait(self._out, timeout=patience_seconds, return_when=FIRST_COMPLETED)
        for each in answered:
            note(self._out.pop(each), each.result())
        return len(answered) + len(self._out)

    def stop(self) -> None:
        """What is out comes back to nobody: it is due again when its lease is over."""
        self._callers.shutdown(wait=False, cancel_futures=True)


def keep_sending(stop: threading.Event) -> None:
    sender = Sender()
    while not stop.is_set():
        try:
            if not sender.work_once():
                stop.wait(IDLE_SECONDS)
        except Error as problem:
            log.warning("webhooks.database", problem=type(problem).__name__)
            with suppress(Error):
                connection.close()
            stop.wait(AGAIN_SECONDS)
    sender.stop()
    with suppress(Error):
        connection.close()
