"""Questions about points: programmes, a balance, a statement. Personal: staff with the scope, or the person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.kernel.actor import Actor
from duken.ledger.reads import cached, movements
from duken.loyalty import accounts
from duken.loyalty._snapshot import ProgrammeRead, forget, programmes
from duken.loyalty.errors import NoProgramme, PointsNeedCustomer, TooFewPoints, TooManyPoints
from duken.loyalty.judge_tiers import spent_minor
from duken.loyalty.models import Lot, Membership
from duken.loyalty.policies import LotLeft, Tier, most_points, next_tier, what_is_left

__all__ = ["PointsRead", "ProgrammeRead", "forget", "points_of", "programme_for", "programme_of", "statement"]


class PointsRead(NamedTuple):
    """Somebody's points. `worth_minor` is of the free ones; `ending` when which of them end, soonest first."""

    programme: ProgrammeRead
    posted: int
    held: int
    debt: int
    worth_minor: int
    tier: Tier | None
    next_tier: Tier | None
    missing_minor: int
    ending: tuple[LotLeft, ...]

    @property
    def free(self) -> int:
        return self.posted - self.held


class StatementLine(NamedTuple):
    """`points` came (above zero) or went; `why`: earned, spent, returned, ended, corrected."""

    at: datetime
    points: int
    why: str
    document: str


def programme_for(currency: str) -> ProgrammeRead | None:
    return programmes().get(currency)


def programme_of(currency: str) -> ProgrammeRead:
    """Raises NoProgramme."""
    if (found := programmes().get(currency)) is None:
        raise NoProgramme(currency)
    return found


def points_of(customer_id: UUID, *, currency: str, by: Actor) -> PointsRead:
    """Raises NoProgramme. Four statements."""
    _may_see(customer_id, by)
    programme = programme_of(currency)
    balance, debt = accounts.balance(programme.code, customer_id), accounts.debt(programme.code, customer_id)
    there = cached([balance, debt])
    lots = Lot.objects.filter(customer_id=customer_id, programme_id=programme.id)
    left = what_is_left([LotLeft(*row) for row in lots.values_list("amount", "ends_at")], there[balance].posted)
    tier = Membership.objects.filter(customer_id=customer_id, programme_id=programme.id).values_list("tier", flat=True)
    spent = spent_minor(programme, [customer_id]).get(customer_id, 0)
    ahead = next_tier(programme.tiers, spent)
    return PointsRead(
        programme,
        there[balance].posted,
        there[balance].held,
        there[debt].posted,
        there[balance].free * programme.point_value_minor,
        next((one for one in programme.tiers if one.code in tier), None),
        ahead,
        ahead.from_minor - spent if ahead else 0,
        tuple(lot for lot in left if lot.ends_at),
    )


def tiers_of(customer_ids: Collection[UUID], currency: str) -> dict[UUID, str]:
    """For pricing, not for people: each member's tier, by code; those without one are absent. One statement or none."""
    programme = programmes().get(currency)
    if programme is None or not programme.tiers or not customer_ids:
        return {}
    found = Membership.objects.filter(customer_id__in=customer_ids, programme_id=programme.id).exclude(tier="")
    return dict(found.values_list("customer_id", "tier"))


def free_points(customer_ids: Collection[UUID], currency: str) -> dict[UUID, int]:
    """For pricing, not for people: what each may spend now. One statement, none without a programme."""
    programme = programmes().get(currency)
    if programme is None or not customer_ids:
        return dict.fromkeys(customer_ids, 0)
    theirs = {one: accounts.balance(programme.code, one) for one in customer_ids}
    found = cached(list(theirs.values()))
    return {one: found[account].free for one, account in theirs.items()}


def check_spending(programme: ProgrammeRead, points: int, *, customer_id: UUID | None, goods_minor: int) -> int:
    """What so many points take off these goods, minor units. Whether they are there, the ledger decides with the order.

    Raises PointsNeedCustomer, TooFewPoints, TooManyPoints.
    """
    if customer_id is None:
        raise PointsNeedCustomer
    if points < programme.least_points:
        raise TooFewPoints(points, programme.least_points)
    most = most_points(
        points,
        goods_minor,
        value_minor=programme.point_value_minor,
        most_basis_points=programme.most_basis_points,
    )
    if points > most:
        raise TooManyPoints(points, most)
    return points * programme.point_value_minor


def statement(
    customer_id: UUID, *, currency: str, before: datetime | None = None, limit: int = 50, by: Actor
) -> Sequence[StatementLine]:
    """Each movement of somebody's points, newest first."""
    _may_see(customer_id, by)
    account = accounts.balance(programme_of(currency).code, customer_id)
    found = movements(accounts=[account], before=before, limit=limit)
    signs = {"post": 1, "capture": 1, "hold": 0, "release": 0}
    return [
        StatementLine(
            move.happened_at,
            signs[move.kind] * (move.amount if move.to_place == account.place else -move.amount),
            move.reason or "spent",
            move.document,
        )
        for move in found
        if signs[move.kind]
    ]


def _may_see(customer_id: UUID, by: Actor) -> None:
    if by.customer != customer_id:
        by.require("loyalty.read")
