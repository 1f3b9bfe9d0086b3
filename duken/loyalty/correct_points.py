"""Correct points: a person gives or takes some, and says why."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.refusals import InvalidField, Refusal
from duken.ledger.entries import Chain, Post
from duken.ledger.errors import NotEnough
from duken.ledger.post import post
from duken.loyalty import accounts
from duken.loyalty.errors import NotEnoughPoints
from duken.loyalty.events import PointsCorrected
from duken.loyalty.join import join_programme
from duken.loyalty.models import Correction, Lot
from duken.loyalty.policies import months_later
from duken.loyalty.reads import programme_of

MOST = 10_000_000


def correct_points(customer_id: UUID, *, currency: str, points: int, reason: str, key: str, by: Actor) -> None:
    """Give (above zero) or take (below) points, once for each `key`.

    Raises NoProgramme, InvalidField (no points, no reason), NotEnoughPoints.
    """
    by.require("loyalty.correct")
    programme = programme_of(currency)
    if not 1 <= abs(points) <= MOST:
        raise InvalidField("points", "out_of_range", points)
    if not 1 <= len(reason.strip()) <= 200:
        raise InvalidField("reason", "empty_or_too_long", reason)
    balance, other = accounts.balance(programme.code, customer_id), accounts.outside(programme.code, "corrected")
    movement = Post(other, balance, points, "corrected") if points > 0 else Post(balance, other, -points, "corrected")
    chain = Chain(f"points:correct:{by.id}:{key}", f"customer:{customer_id}", (movement,))
    with transaction.atomic():
        join_programme(programme, [customer_id], by=by.lend("loyalty.earn"))
        [answer] = post([chain], by=by.lend("ledger.post"))
        if isinstance(answer, NotEnough):
            raise NotEnoughPoints(-points, answer.facts["free"])
        if isinstance(answer, Refusal):
            raise answer
        if answer.repeated:
            return
        now = clock.now()
        if points > 0:
            Lot.objects.create(
                programme_id=programme.id,
                customer_id=customer_id,
                amount=points,
                document=f"customer:{customer_id}",
                earned_at=now,
                ends_at=months_later(now, programme.months) if programme.months else None,
            )
        Correction.objects.create(
            programme_id=programme.id,
            customer_id=customer_id,
            points=points,
            reason=reason.strip(),
            at=now,
            actor=by.id,
        )
        record(PointsCorrected(customer_id, programme.code, points), by=by)
