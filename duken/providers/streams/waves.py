"""Waves: which events may be on their way together without one overtaking another of its own story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from duken.kernel.events import Recorded


def waves(events: Sequence[Recorded]) -> list[list[Recorded]]:
    """The events in waves: no wave holds two of one aggregate, and each story runs through the waves in order."""
    found: list[list[Recorded]] = []
    told: Counter[tuple[str, str]] = Counter()
    for event in events:
        story = (event.aggregate, event.aggregate_id)
        if told[story] == len(found):
            found.append([])
        found[told[story]].append(event)
        told[story] += 1
    return found
