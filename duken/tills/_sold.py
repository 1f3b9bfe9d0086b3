"""Record receipts: what was sold, what came back, or both. It has happened, so it is written."""

from __future__ import annotations

from collections.abc import Sequence

from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.tills._recording import Outcome, Recording


def record_sold(entries: Sequence[Recording], *, by: Actor) -> list[Outcome | Refusal]:
    """Write each receipt once, in the caller's transaction; answers in order.

    A Refusal only for a body that is none (InvalidField): everything that makes sense is written, and what disagrees
    with the books is told in `differences`. The caller files them. Set-based, but for the price at each moment.
    """
    raise NotImplementedError
