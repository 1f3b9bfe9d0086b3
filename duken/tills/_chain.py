"""Which entries of a batch follow on what is known. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from duken.kernel.refusals import Refusal
from duken.tills.errors import BrokenEntry, EntryForeign, Forked
from duken.tills.journal import JournalEntry


class Judged(NamedTuple):
    """The first `repeated` of the batch were recorded before, `fresh` follow; `refusal` is why the next is not taken.

    None where it only waits: something before it has not come yet.
    """

    repeated: int
    fresh: tuple[JournalEntry, ...]
    refusal: Refusal | None = None


def judge(
    entries: Sequence[JournalEntry],
    *,
    next_sequence: int,
    head: str,
    known: Mapping[int, str],
    foreign: Collection[UUID],
) -> Judged:
    """`known`: hashes of what was recorded, by sequence; `foreign`: ids recorded in another place."""
    repeated, fresh, taken = 0, list[JournalEntry](), set(foreign)
    for entry in entries:
        if not entry.is_sound():
            return Judged(repeated, tuple(fresh), BrokenEntry(entry.sequence))
        if entry.sequence < next_sequence:
            if fresh or known.get(entry.sequence) != entry.hash:
                return Judged(repeated, tuple(fresh), Forked(entry.sequence))
            repeated += 1
            continue
        if entry.sequence != next_sequence + len(fresh):
            return Judged(repeated, tuple(fresh))
        if entry.previous != (fresh[-1].hash if fresh else head):
            return Judged(repeated, tuple(fresh), Forked(entry.sequence))
        if entry.id in taken:
            return Judged(repeated, tuple(fresh), EntryForeign(entry.id))
        fresh.append(entry)
        taken.add(entry.id)
    return Judged(repeated, tuple(fresh))
