"""Publishing: the feed of events flows on to NATS JetStream, beside everything else the worker does.

At least once, and of one aggregate in order. Nobody waits for it: a stream that cannot be reached only makes the
backlog of its outlet longer (`duken doctor`).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

import structlog
from django.db import Error, connection

from duken.kernel import events, ids, outlets
from duken.kernel.events import Recorded
from duken.providers.streams.jetstream import JetStream, StreamUnreachable

log = structlog.get_logger("duken.publishing")
OUTLET = "nats"
BATCH = 500
IDLE_PAUSE, SHORTEST_PAUSE, LONGEST_PAUSE = 0.2, 0.5, 10.0  # seconds


class Stream(Protocol):
    """Takes events in order; returns when all are safe, and raises when that is not certain."""

    def publish(self, events: Sequence[Recorded]) -> None: ...


class Publisher:
    """One of several that may stand by in as many workers: who holds the outlet publishes."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.position: int | None = None  # None: somebody else tells
        self._holder = ids.new_id().hex
        self._ask_again_at = 0.0

    def publish_once(self) -> int:
        """Tell the next events; answers how many. Raises what the stream raises; then all of them are told again."""
        self._hold()
        if self.position is None:
            return 0
        batch = events.after(self.position, limit=BATCH)
        if batch:
            self.stream.publish(batch)
            self._advance(batch[-1].position or self.position)
        return len(batch)

    def leave(self) -> None:
        outlets.leave(OUTLET, holder=self._holder)

    def _hold(self) -> None:
        if time.monotonic() >= self._ask_again_at:
            self.position = outlets.take(OUTLET, holder=self._holder)
            self._ask_again_at = time.monotonic() + outlets.LEASE_SECONDS / 3

    def _advance(self, told: int) -> None:
        if outlets.advance(OUTLET, to=told, holder=self._holder):
            self.position = told
        else:  # we took too long, and another worker has begun where we had begun
            self._ask_again_at = 0.0


def keep_publishing(stop: threading.Event, url: str) -> None:
    """Publish until asked to stop; who cannot be reached is asked again after pauses that grow."""
    stream = JetStream(url)
    publisher = Publisher(stream)
    pause = SHORTEST_PAUSE
    while not stop.is_set():
        try:
            if not publisher.publish_once():
                stream.rest(IDLE_PAUSE)
            pause = SHORTEST_PAUSE
        except (StreamUnreachable, Error) as problem:
            log.warning("publishing.waits", problem=type(problem).__name__, why=_why(problem))
            with suppress(Error):
                connection.close()
            stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
    with suppress(Error):
        publisher.leave()
        connection.close()
    stream.close()


def _why(problem: Exception) -> str:
    """The kind of fault, never its words: an address may hold a password."""
    return type(problem.__cause__).__name__ if problem.__cause__ else ""
