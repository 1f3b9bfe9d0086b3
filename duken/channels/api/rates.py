"""How often one key may knock: a bucket for each, in this process."""

from __future__ import annotations

import math
import time
from threading import Lock

from django.conf import settings

from duken.channels.api.errors import TooManyRequests

_BURST_SECONDS = 2
_buckets: dict[str, tuple[float, float]] = {}  # who -> tokens left, when that was
_lock = Lock()


def knock(who: str) -> None:
    """Let through, or raise TooManyRequests. Each process counts for itself: it is a brake, not an account."""
    per_second = settings.API_REQUESTS_PER_SECOND
    if not per_second:
        return
    now, most = time.monotonic(), per_second * _BURST_SECONDS
    with _lock:
        if len(_buckets) > 10_000:
            _buckets.clear()
        left, at = _buckets.get(who, (most, now))
        left = min(most, left + (now - at) * per_second)
        _buckets[who] = (max(0.0, left - 1), now)
    if left < 1:
        raise TooManyRequests(math.ceil((1 - left) / per_second))
