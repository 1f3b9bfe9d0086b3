"""Expire points: those that end first are spent first; over is what lies there beyond all that still counts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Chain, Post
from duken.ledger.lock import lock_accounts
from duken.ledger.post import post
from duken.ledger.reads import cached
from duken.loyalty import accounts
from duken.loyalty.events import PointsEnded
from duken.loyalty.models import Lot


def expire_points(*, limit: int = 500, by: Actor) -> int:
    """End what is over, of up to `limit` members; answers how many were looked at.

    Points held by an order that waits are left until it is decided: the next night looks again.
    """
    by.require("loyalty.earn")
    now = clock.now()
    over = Lot.objects.filter(is_swept=False, ends_at__lte=now).order_by("ends_at")
    owners = list(dict.fromkeys(over.values_list("customer_id", "programme_id", "programme__code")[: limit * 4]))
    for customer_id, programme_id, code in owners[:limit]:
        with transaction.atomic():
            _expire(customer_id, programme_id, code, now, by)
    return len(owners[:limit])


def _expire(customer_id: UUID, programme_id: UUID, code: str, now: datetime, by: Actor) -> None:
    balance = accounts.balance(code, customer_id)
    lock_accounts([balance], by=by.lend("ledger.post"))
    there = cached([balance])[balance]
    lots = Lot.objects.filter(customer_id=customer_id, programme_id=programme_id)
    counts = lots.filter(Q(ends_at=None) | Q(ends_at__gt=now)).aggregate(sum=Sum("amount"))["sum"] or 0
    over = max(there.posted - counts, 0)
    ended = min(over, there.free)
    if ended:
        chain = Chain(
            f"points:end:{code}:{customer_id}:{now.isoformat()}",
            f"customer:{customer_id}",
            (Post(balance, accounts.outside(code, "ended"), ended, "ended"),),
        )
        [answer] = post([chain], by=by.lend("ledger.post"))
        assert not isinstance(answer, Refusal), answer
        record(PointsEnded(customer_id, code, ended), by=by)
    if ended == over:
        lots.filter(is_swept=False, ends_at__lte=now).update(is_swept=True)
