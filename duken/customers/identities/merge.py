"""Make two cards one, and two again. Nothing is moved: the joined card speaks through the one that was kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from duken.customers.errors import AlreadyOne, CustomerMissing, MergeMissing
from duken.customers.events import CustomersMerged, CustomersUnmerged
from duken.customers.identities.alias import aliases_of, canonical, rebuild
from duken.customers.identities.candidate_rows import keep_apart, note_merged
from duken.customers.identities.compare_again import compare_again
from duken.customers.identities.fingerprint import changed_since, fingerprint
from duken.customers.models import Customer, Merge
from duken.customers.timeline.add import NewMoment, add_moments
from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record

_LOCK = "customers.merge"  # merges are rare; one at a time keeps the forest a forest
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Parted:
    """Two cards are two again. `stays`: what was written on the kept card in between and stays there: columns by name,
    `identities`, `orders` and the like with how many."""

    kept_id: UUID
    joined_id: UUID
    stays: dict[str, int]


def merge_customers(kept_id: UUID, *, joined_id: UUID, reason: str, by: Actor) -> UUID:
    """The joined card's people, orders and points are the kept card's from now on; answers the merge's id.

    Either may have joined others before: those who speak for them become one. Raises CustomerMissing, AlreadyOne.
    """
    by.require("customers.merge")
    with transaction.atomic():
        sql.advisory_lock(_LOCK)
        speaking = canonical([kept_id, joined_id])
        kept, joined = speaking[kept_id], speaking[joined_id]
        if kept == joined:
            raise AlreadyOne
        if Customer.objects.filter(pk__in=[kept, joined]).count() < 2:
            raise CustomerMissing
        before = {"kept": fingerprint(kept), "joined": fingerprint(joined)}
        merge = Merge.objects.create(
            kept_id=kept, joined_id=joined, at=clock.now(), by=by.id, reason=reason[:LONGEST_REASON], before=before
        )
        rebuild([kept, joined])
        note_merged(aliases_of(kept), merge.pk, by=by)
        compare_again([kept])
        _tell("merged", merge, {"reason": merge.reason}, by)
        record(CustomersMerged(kept, joined, merge.pk), by=by)
    return merge.pk


def unmerge(merge_id: UUID, *, by: Actor) -> Parted:
    """Both cards are again what they were, whatever was merged before or after; answers what stays on the kept one.

    The two are remembered as different: nobody proposes them again. Raises MergeMissing (also when undone already).
    """
    by.require("customers.merge")
    with transaction.atomic():
        sql.advisory_lock(_LOCK)
        merge = Merge.objects.filter(pk=merge_id, undone_at=None).first()
        if merge is None:
            raise MergeMissing
        stays = changed_since(merge.kept_id, merge.before["kept"], merge.at)
        merge.undone_at, merge.undone_by = clock.now(), by.id
        merge.save(update_fields=["undone_at", "undone_by"])
        rebuild([merge.kept_id, merge.joined_id])
        keep_apart(merge.kept_id, merge.joined_id, merge.pk, by=by)
        compare_again([merge.kept_id, merge.joined_id])
        _tell("unmerged", merge, {"stays": stays}, by)
        record(CustomersUnmerged(merge.kept_id, merge.joined_id, merge.pk), by=by)
    return Parted(merge.kept_id, merge.joined_id, stays)


def _tell(kind: str, merge: Merge, facts: dict[str, Any], by: Actor) -> None:
    moment = NewMoment(
        key=f"{kind}:{merge.pk}",
        customer_id=merge.kept_id,
        at=clock.now(),
        kind=kind,
        channel=by.channel,
        subject=f"merge:{merge.pk}",
        facts={"other": str(merge.joined_id), "shown": ids.show("cus", merge.joined_id), **facts},
    )
    add_moments([moment])
