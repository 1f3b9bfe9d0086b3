"""Batching: calls that arrive together are run as one batch (group commit), so a hot product does not queue.

The first caller leads: it takes what has queued, runs the plural verb once, hands everyone their own answer, and
passes the lead to the next in line. Nobody waits when nobody else is there: a lone call runs at once.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from duken.kernel.refusals import Busy

Ask = TypeVar("Ask")
Answer = TypeVar("Answer")


class WaitedTooLong(Busy):
    """The batch before did not end in time. Nothing of this call was begun."""

    code = "kernel.waited_too_long"


class _Place(Generic[Ask, Answer]):
    """One caller's place in the queue."""

    __slots__ = ("answer", "ask", "error", "is_answered", "turn")

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.turn = threading.Event()  # set when answered, or when it is this caller's turn to lead
        self.is_answered = False
        self.answer: Answer
        self.error: BaseException | None = None

    def read(self) -> Answer:
        if self.error is not None:
            raise self.error
        return self.answer


class Combiner(Generic[Ask, Answer]):
    """Combines calls of one plural verb inside a process.

    `run` takes a batch and answers each ask in order; if it raises, every caller of that batch gets the error, for
    its transaction has been rolled back: an honest "not done". `most` bounds a batch.
    """

    def __init__(self, run: Callable[[Sequence[Ask]], Sequence[Answer]], *, most: int = 100) -> None:
        self._run = run
        self._most = most
        self._lock = threading.Lock()
        self._queue: deque[_Place[Ask, Answer]] = deque()
        self._is_led = False

    def submit(self, ask: Ask, *, timeout_seconds: float = 15) -> Answer:
        """The answer to one ask. Raises what the batch raised, or WaitedTooLong (then nothing was begun)."""
        mine: _Place[Ask, Answer] = _Place(ask)
        with self._lock:
            self._queue.append(mine)
            leads = not self._is_led
            self._is_led = True
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
            batch = [self._queue.popleft() for _ in range(min(self._most, len(self._queue)))]
        assert mine in batch, "a leader is first in line"
        try:
            answers = self._run([place.ask for place in batch])
            for place, answer in zip(batch, answers, strict=True):
                place.answer = answer
        except BaseException as error:
            for place in batch:
                place.error = error
        finally:
            self._pass_on()
            for place in batch:
                place.is_answered = True
                place.turn.set()

    def _pass_on(self) -> None:
        with self._lock:
            if self._queue:
                self._queue[0].turn.set()
            else:
                self._is_led = False
