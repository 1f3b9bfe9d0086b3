"""Record what was paid for orders of other channels at a till, and what was handed over."""

from __future__ import annotations

from collections.abc import Sequence

from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.tills._recording import Outcome, Recording


def record_collected(entries: Sequence[Recording], *, by: Actor) -> list[Outcome | Refusal]:
    """Take the tenders of each order and hand it over, in the caller's transaction; answers as `record_sold` does."""
    raise NotImplementedError
