"""Join: somebody takes part from now on."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.loyalty._snapshot import ProgrammeRead
from duken.loyalty.models import Membership


def join_programme(programme: ProgrammeRead, customer_ids: Iterable[UUID], *, by: Actor) -> None:
    """Repeats are harmless; the first points make a member too. One statement."""
    by.require("loyalty.earn")
    now = clock.now()
    Membership.objects.bulk_create(
        [
            Membership(
                programme_id=programme.id, customer_id=customer, joined_at=now, joined_in=by.channel, judged_at=now
            )
            for customer in sorted(set(customer_ids))
        ],
        ignore_conflicts=True,
    )
