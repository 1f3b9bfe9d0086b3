"""How long each part took, in rows a second of the clock and of this process's own processor time."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")
EVERY_SECONDS = 10.0


class Parts:
    """`told`: name -> what was done, how many, how long."""

    def __init__(self) -> None:
        self.told: dict[str, dict[str, Any]] = {}

    def took(self, name: str, unit: str, act: Callable[[], int], **more: int) -> None:
        """Run `act`, which answers how many it did."""
        began, own = time.perf_counter(), time.process_time()
        done = act()
        seconds, own = time.perf_counter() - began, time.process_time() - own
        self.told[name] = {
            "unit": unit,
            "done": done,
            "seconds": round(seconds, 2),
            "per_s": round(done / max(seconds, 1e-9)),
            "own_processor_seconds": round(own, 2),
        }
        say(f"{name}: {done:,} {unit} in {seconds:.1f} s, {done / max(seconds, 1e-9):,.0f} a second")


class Progress:
    """Says how far it is, every few seconds and no oftener."""

    def __init__(self, what: str, unit: str, *, of: int = 0) -> None:
        self.what, self.unit, self.of = what, unit, of
        self.began = self.said = time.perf_counter()

    def at(self, done: int) -> None:
        now = time.perf_counter()
        if now - self.said >= EVERY_SECONDS:
            self.said = now
            whole = f" of {self.of:,}" if self.of else ""
            say(f"{self.what}: {done:,}{whole} {self.unit}, {done / (now - self.began):,.0f} a second")


def say(text: str) -> None:
    sys.stderr.write(f"replay: {text}\n")
    sys.stderr.flush()


def in_batches(whole: Sequence[T], size: int) -> Iterator[list[T]]:
    left = iter(whole)
    while batch := list(islice(left, size)):
        yield batch


def by_lines(whole: Iterable[T], lines: Callable[[T], int], most: int) -> Iterator[list[T]]:
    """Batches of about equally many lines."""
    batch: list[T] = []
    count = 0
    for one in whole:
        batch.append(one)
        count += lines(one)
        if count >= most:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch
