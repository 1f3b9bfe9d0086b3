"""Questions about pairs that may be one person, and about merges that stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.customers.card.short import ShortCard, short_cards_as_they_are
from duken.customers.identities.alias import aliases_of
from duken.customers.models import Alias, Candidate, Customer, Merge
from duken.kernel.actor import Actor


class CandidateRead(NamedTuple):
    """`score` per mille; `reasons`: (code, bits), the weightiest first; above zero they speak for one person."""

    id: int
    first: ShortCard
    second: ShortCard
    score: int
    reasons: list[tuple[str, float]]
    status: str
    decided_at: datetime | None


class MergeRead(NamedTuple):
    id: UUID
    kept_id: UUID
    joined_id: UUID
    joined_name: str
    at: datetime
    by: str
    reason: str


def waiting_candidates(*, limit: int = 20, by: Actor) -> list[CandidateRead]:
    """The likeliest first."""
    by.require("customers.merge")
    joined = Alias.objects.values("customer_id")
    found = Candidate.objects.filter(status="waiting").exclude(first_id__in=joined).exclude(second_id__in=joined)
    return _read(list(found.order_by("-score", "id")[:limit]), by)


def decided_candidates(*, limit: int = 10, by: Actor) -> list[CandidateRead]:
    """The latest first. Those who are one card now are shown as the two they were."""
    by.require("customers.merge")
    found = Candidate.objects.filter(decided_at__isnull=False, score__gt=0)
    return _read(list(found.order_by("-decided_at")[:limit]), by)


def count_waiting(*, by: Actor) -> int:
    by.require("customers.merge")
    return Candidate.objects.filter(status="waiting").count()


def merges_of(customer_id: UUID, *, by: Actor) -> list[MergeRead]:
    """The merges that stand in this card, newest first."""
    by.require("customers.read")
    found = Merge.objects.filter(kept_id__in=aliases_of(customer_id), undone_at=None).order_by("-at")
    names = dict(Customer.objects.filter(pk__in=[one.joined_id for one in found]).values_list("pk", "name"))
    return [
        MergeRead(one.pk, one.kept_id, one.joined_id, names.get(one.joined_id, ""), one.at, one.by, one.reason)
        for one in found
    ]


def _read(found: Sequence[Candidate], by: Actor) -> list[CandidateRead]:
    ids = {one for row in found for one in (row.first_id, row.second_id)}
    cards = {card.id: card for card in short_cards_as_they_are(ids, by=by)}
    return [
        CandidateRead(
            row.pk,
            cards[row.first_id],
            cards[row.second_id],
            row.score,
            [(code, bits) for code, bits in row.reasons],
            row.status,
            row.decided_at,
        )
        for row in found
        if row.first_id in cards and row.second_id in cards
    ]
