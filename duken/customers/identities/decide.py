"""What a person says to a proposed pair: the same, or not the same. Either can be undone."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.customers.errors import CandidateMissing
from duken.customers.events import CandidateDecided
from duken.customers.identities.candidate_rows import keep_apart
from duken.customers.identities.compare_again import compare_again
from duken.customers.identities.merge import Parted, merge_customers, unmerge
from duken.customers.models import Candidate
from duken.kernel.actor import Actor
from duken.kernel.events import record


def accept_candidate(candidate_id: int, *, keep: UUID | None = None, by: Actor) -> UUID:
    """They are one person: the card `keep` (the older one unless said) stays. Raises CandidateMissing, AlreadyOne."""
    by.require("customers.merge")
    with transaction.atomic():
        found = _waiting(candidate_id)
        kept = keep if keep in (found.first_id, found.second_id) else found.first_id
        joined = found.second_id if kept == found.first_id else found.first_id
        return merge_customers(kept, joined_id=joined, reason=f"alike {found.score / 10:.0f} %", by=by)


def reject_candidate(candidate_id: int, *, by: Actor) -> None:
    """They are two people: never asked again. Raises CandidateMissing."""
    by.require("customers.merge")
    with transaction.atomic():
        found = _waiting(candidate_id)
        keep_apart(found.first_id, found.second_id, by=by)
        record(CandidateDecided(found.first_id, found.second_id, "different"), by=by)


def undo_decision(candidate_id: int, *, by: Actor) -> Parted | None:
    """Ask again: a merge is undone (answers what stays), a "not the same" forgotten. Raises CandidateMissing."""
    by.require("customers.merge")
    with transaction.atomic():
        found = Candidate.objects.select_for_update().filter(pk=candidate_id).exclude(status="waiting").first()
        if found is None:
            raise CandidateMissing
        parted = unmerge(found.merge_id, by=by) if found.status == "merged" and found.merge_id else None
        Candidate.objects.filter(pk=candidate_id).update(
            status="waiting", decided_at=None, decided_by="", merge_id=None
        )
        compare_again([found.first_id, found.second_id])
        record(CandidateDecided(found.first_id, found.second_id, "asked_again"), by=by)
    return parted


def _waiting(candidate_id: int) -> Candidate:
    found = Candidate.objects.select_for_update().filter(pk=candidate_id, status="waiting").first()
    if found is None:
        raise CandidateMissing
    return found
