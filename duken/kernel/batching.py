"""Batching: calls that arrive together are run as one batch (group commit), so a hot product does not queue.

The first caller leads: it takes what has queued, runs the plural verb once, hands everyone their own answer, and
passes the lead to the next in line. Nobody waits when nobody else is there: a lone call runs at once.

While batch follows batch, those just answered are about to ask again. Without a pause they would miss the batch that
begins at once, and two half batches would take turns for ever; so whoever leads right after a batch gathers for a
moment.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from django.db import InterfaceError, OperationalError
from prometheus_client import Histogram

from duken.kernel.figures import FIGURES
from duken.kernel.refusals import Busy

Ask = TypeVar("Ask")
Answer = TypeVar("Answer")

LONGEST_GATHERING_SECONDS = 0.005

SIZES = Histogram(
    "duken_batch_size",
    "Calls committed together",
    ["verb"],
    registry=FIGURES,
    buckets=(1, 2, 4, 8, 16, 32, 64, 100),
)
WAITS = Histogram(
    "duken_batch_wait_seconds",
    "Time a call waited for its batch to begin",
    ["verb"],
    registry=FIGURES,
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15),
)


class WaitedTooLong(Busy):
    """The batch before did not end in time. Nothing of this call was begun."""

    code = "kernel.waited_too_long"


class _Place(Generic[Ask, Answer]):
    """One caller's place in the queue."""

    __slots__ = ("answer", "ask", "error", "is_answered", "since", "turn")

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.since = time.monotonic()
        self.turn = threading.Event()  # set when answered, or when it is this caller's turn to lead
        self.is_answered = False
        self.answer: Answer
        self.error: BaseException | None = None

    def read(self) -> Answer:
        if self.error is not None:
            raise self.error
        return self.answer


class Combiner(Generic[Ask, Answer]):
    """Combines calls of one plural verb inside a process; `most` bounds a batch, `verb` names it in the figures.

    `run` takes a batch and answers each ask in order, all in one transaction; asked again for what it has done, it
    gives the same answer (its asks carry keys). If it raises, that transaction has been rolled back: an honest "not
    done". The batch is then run again in halves, so that one bad ask fails alone; but when the database is away
    everybody is told at once.
    """

    def __init__(self, verb: str, run: Callable[[Sequence[Ask]], Sequence[Answer]], *, most: int = 100) -> None:
        self._run = run
        self._most = most
        self._lock = threading.Lock()
        self._queue: deque[_Place[Ask, Answer]] = deque()
        self._is_led = False
        self._reached = threading.Condition(self._lock)
        self._expected = 0  # as many as there were: those answered and those who queued meanwhile
        self._gathering_until = 0.0
        self._sizes, self._waits = SIZES.labels(verb), WAITS.labels(verb)

    def submit(self, ask: Ask, *, timeout_seconds: float = 15) -> Answer:
        """The answer to one ask. Raises what it raised, or WaitedTooLong (then nothing was begun)."""
        mine: _Place[Ask, Answer] = _Place(ask)
        with self._lock:
            self._queue.append(mine)
            leads = not self._is_led
            self._is_led = True
            if len(self._queue) >= self._expected:
                self._reached.notify()
        if not leads:
            self._wait(mine, timeout_seconds)
        if not mine.is_answered:
            self._lead(mine)
        return mine.read()

    def _wait(self, mine: _Place[Ask, Answer], timeout_seconds: float) -> None:
        if mine.turn.wait(timeout_seconds):
            return
        with self._lock:
            if mine in self._queue and not mine.turn.is_set():
                self._queue.remove(mine)
                raise WaitedTooLong
        mine.turn.wait()  # it is in the batch that runs now: its answer is coming

    def _lead(self, mine: _Place[Ask, Answer]) -> None:
        with self._lock:
            self._gather()
            batch = [self._queue.popleft() for _ in range(min(self._most, len(self._queue)))]
        assert mine in batch, "a leader is first in line"
        began = time.monotonic()
        try:
            self._note(batch)
            self._answer(batch)
        except BaseException as error:  # the process is going down
            for place in batch:
                place.error = error
        finally:
            self._pass_on(len(batch), began)
            for place in batch:
                place.is_answered = True
                place.turn.set()

    def _gather(self) -> None:
        left = self._gathering_until - time.monotonic()
        if left > 0:
            self._reached.wait_for(lambda: len(self._queue) >= min(self._expected, self._most), left)

    def _answer(self, batch: Sequence[_Place[Ask, Answer]]) -> None:
        try:
            for place, answer in zip(batch, self._run([place.ask for place in batch]), strict=True):
                place.answer = answer
        except Exception as error:
            if len(batch) == 1 or isinstance(error, (OperationalError, InterfaceError)):
                for place in batch:
                    place.error = error
                return
            half = len(batch) // 2
            self._answer(batch[:half])
            self._answer(batch[half:])

    def _note(self, batch: Sequence[_Place[Ask, Answer]]) -> None:
        now = time.monotonic()
        self._sizes.observe(len(batch))
        for place in batch:
            self._waits.observe(now - place.since)

    def _pass_on(self, answered: int, began: float) -> None:
        ended = time.monotonic()
        with self._lock:
            self._expected = answered + len(self._queue)
            self._gathering_until = ended + min((ended - began) / 2, LONGEST_GATHERING_SECONDS)
            if self._queue:
                self._queue[0].turn.set()
            else:
                self._is_led = False
