"""Try again what somebody else's transaction was in the way of: nothing of it was written."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError

_TRIES = 5
_BREATH_S = 0.01
_LOST = ("40P01", "40001")  # the victim of a deadlock, or of two transactions that cannot be put in a row
Answer = TypeVar("Answer")


def try_again(do: Callable[[], Answer], *, after: type[Exception] | tuple[()] = ()) -> Answer:
    """What `do` answers. It begins its transaction itself: again after a lost lock or `after`, five times at most."""
    for left in reversed(range(_TRIES)):
        try:
            return do()
        except after:
            if not left:
                raise
        except OperationalError as failure:
            if not left or getattr(failure.__cause__, "sqlstate", "") not in _LOST:
                raise
            time.sleep(_BREATH_S)
    raise AssertionError("unreachable")
