"""Which kinds of events anybody is told of: asked by the relay for every batch, so kept for a moment."""

from __future__ import annotations

import time

from duken.kernel import reading
from duken.webhooks.models import Webhook

FRESH_SECONDS = 2.0
_kept: tuple[float, frozenset[str]] | None = None


def subscribed() -> frozenset[str]:
    """Names of events; at most FRESH_SECONDS old where another process made the webhook."""
    global _kept
    kept = _kept
    if kept is None or time.monotonic() - kept[0] > FRESH_SECONDS:
        with reading.fresh():
            rows = Webhook.objects.filter(paused_at=None).values_list("events", flat=True)
            kept = _kept = time.monotonic(), frozenset(name for names in rows for name in names)
    return kept[1]


def forget() -> None:
    global _kept
    _kept = None
