"""The person of a card has just proven an identity: given a code back, signed in with it, paid with it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.customers.events import ContactProven
from duken.customers.identities.alias import aliases_of, root_of
from duken.customers.identities.kinds import RANK, weaker_than
from duken.customers.identities.mention import mention
from duken.customers.identities.merge import merge_customers
from duken.customers.models import Identity
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record

_MERGES_FROM = "confirmed"  # who typed something proves nothing


def prove_identity(customer_id: UUID, kind: str, value: str, *, proof: str, by: Actor) -> UUID | None:
    """Write down that this identity (in normal spelling) is theirs; answers the merge it led to, if it led to one.

    On another card whose owner had proven it too, it is the same person's: the cards are merged. On a card where it was
    only typed, beside proven things of somebody else, somebody mistyped: it moves here, and nothing else does.
    """
    by.require("customers.write")
    assert RANK[proof] >= RANK[_MERGES_FROM]
    with transaction.atomic():
        root, now = root_of(customer_id), clock.now()
        fresh = {"customer_id": root, "proof": proof, "source": by.channel, "created_at": now, "proven_at": now}
        identity, is_new = Identity.objects.select_for_update().get_or_create(kind=kind, value=value, defaults=fresh)
        merge = None
        if not is_new and (holder := root_of(identity.customer_id)) != root:
            if RANK[identity.proof] >= RANK[_MERGES_FROM] or _is_alone(identity):
                merge = merge_customers(
                    root, joined_id=holder, reason=f"same {kind} proven", by=by.lend("customers.merge")
                )
            else:
                Identity.objects.filter(pk=identity.pk).update(customer_id=root)
                mention([(holder, kind, value)])
        raised = Identity.objects.filter(pk=identity.pk, proof__in=weaker_than(proof))
        if is_new or raised.update(proof=proof, proven_at=now):
            record(ContactProven(root, kind, proof), by=by)
    return merge


def is_somebody_elses(kind: str, value: str) -> bool:
    """Only typed, on a card where somebody has proven something else: whoever typed it may have mistyped."""
    found = Identity.objects.filter(kind=kind, value=value, proof="typed").first()
    if found is None:
        return False
    family = Identity.objects.filter(customer_id__in=aliases_of(found.customer_id)).exclude(pk=found.pk)
    return family.exclude(proof="typed").exists()


def _is_alone(identity: Identity) -> bool:
    """Nothing else is on that card or those joined to it: it was opened by who typed this, and by nobody else."""
    family = aliases_of(identity.customer_id)
    return not Identity.objects.filter(customer_id__in=family).exclude(pk=identity.pk).exists()
