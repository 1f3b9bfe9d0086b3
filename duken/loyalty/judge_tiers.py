"""Judge tiers: by what each member spent within the programme's period."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from duken.customers.identities.alias import aliases_of_all
from duken.kernel import clock, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.loyalty._snapshot import ProgrammeRead, programmes
from duken.loyalty.events import TierChanged
from duken.loyalty.models import Membership
from duken.loyalty.policies import months_later, tier_reached

A_DAY = timedelta(days=1)


def judge_tiers(programme: ProgrammeRead, customer_ids: Sequence[UUID], *, by: Actor) -> int:
    """Put each member into the tier they have reached; answers how many changed. Few of them do, one statement each."""
    by.require("loyalty.earn")
    if not programme.tiers or not customer_ids:
        return 0
    spent = spent_minor(programme, customer_ids)
    members = Membership.objects.filter(programme_id=programme.id, customer_id__in=customer_ids).order_by("customer_id")
    changed: list[TierChanged] = []
    with transaction.atomic():
        for member in members.select_for_update():
            reached = tier_reached(programme.tiers, spent.get(member.customer_id, 0))
            after = reached.code if reached else ""
            if after != member.tier:
                changed.append(TierChanged(member.customer_id, programme.code, member.tier, after))
                Membership.objects.filter(pk=member.pk).update(tier=after)
        Membership.objects.filter(programme_id=programme.id, customer_id__in=customer_ids).update(judged_at=clock.now())
        record(*changed, by=by)
    return len(changed)


def judge_old_tiers(*, limit: int = 500, by: Actor) -> int:
    """Members above the first tier who were not judged for a day: what they spent may have grown old. How many."""
    judged = 0
    for programme in programmes().values():
        waiting = Membership.objects.filter(programme_id=programme.id, judged_at__lt=clock.now() - A_DAY)
        customers = list(waiting.exclude(tier="").order_by("judged_at").values_list("customer_id", flat=True)[:limit])
        judge_tiers(programme, customers, by=by)
        judged += len(customers)
    return judged


def judge_members(customer_ids: Collection[UUID], *, by: Actor) -> None:
    """Cards were merged or parted: what counts together is counted anew, in each programme."""
    for programme in programmes().values():
        judge_tiers(programme, sorted(customer_ids), by=by)


def spent_minor(programme: ProgrammeRead, customer_ids: Sequence[UUID]) -> dict[UUID, int]:
    """What each spent within the period on all their cards, less what went back. Two statements."""
    since = months_later(clock.now(), -programme.tier_months)
    cards = aliases_of_all(customer_ids)
    spent = dict(
        sql.rows(
            """SELECT customer_id, sum(amount_minor - amount_minor * quantity_back / quantity)::bigint
               FROM loyalty_linepoints WHERE programme_id = %s AND customer_id = ANY(%s) AND at >= %s
               GROUP BY customer_id""",
            [programme.id, list({card for family in cards.values() for card in family}), since],
        )
    )
    return {asked: sum(spent.get(card, 0) for card in family) for asked, family in cards.items()}
