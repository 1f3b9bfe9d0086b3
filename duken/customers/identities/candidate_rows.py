"""The rows of the queue: pairs of cards, and what was decided about them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from duken.customers.models import Candidate
from duken.kernel import clock
from duken.kernel.actor import Actor

Pair = tuple[UUID, UUID]


def pair(one: UUID, other: UUID) -> Pair:
    """Always the same way round."""
    return (one, other) if one < other else (other, one)


def note_merged(family: Sequence[UUID], merge_id: UUID, *, by: Actor) -> None:
    """What waited between cards that are one now is decided."""
    waiting = Candidate.objects.filter(first_id__in=family, second_id__in=family, status="waiting")
    waiting.update(status="merged", decided_at=clock.now(), decided_by=by.id, merge_id=merge_id)


def keep_apart(one: UUID, other: UUID, merge_id: UUID | None = None, *, by: Actor) -> None:
    """These are two people: never proposed again."""
    first, second = pair(one, other)
    decided = {"status": "different", "decided_at": clock.now(), "decided_by": by.id, "merge_id": merge_id}
    if merge_id:
        Candidate.objects.filter(merge_id=merge_id).update(**decided)
    Candidate.objects.update_or_create(
        first_id=first,
        second_id=second,
        defaults=decided,
        create_defaults=decided | {"score": 0, "reasons": [], "found_at": clock.now()},
    )
