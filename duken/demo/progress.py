"""How a long step is told and cut into pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

Progress = Callable[[str, int, int], None]  # what, done, of how many
Thing = TypeVar("Thing")


def in_batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """Lists of at most `size`, read only as they are asked for."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
