"""Questions about points: programmes, a balance, a statement. Personal: staff with the scope, or the person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from duken.customers.identities.alias import aliases_of, aliases_of_all, is_same
from duken.kernel.actor import Actor
from duken.ledger.reads import cached, movements
from duken.loyalty import accounts
from duken.loyalty._snapshot import ProgrammeRead, forget, programmes
from duken.loyalty.errors import NoProgramme, PointsNeedCustomer, TooFewPoints, TooManyPoints
from duken.loyalty.judge_tiers import spent_minor
from duken.loyalty.models import Correction, Lot, Membership, Programme
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


def active_programmes() -> list[ProgrammeRead]:
    return list(programmes().values())


def is_programme_there(code: str) -> bool:
    """Also one that was switched off."""
    return Programme.objects.filter(code=code).exists()


def programme_for(currency: str) -> ProgrammeRead | None:
    return programmes().get(currency)


def programme_of(currency: str) -> ProgrammeRead:
    """Raises NoProgramme."""
    if (found := programmes().get(currency)) is None:
        raise NoProgramme(currency)
    return found


def points_of(customer_id: UUID, *, currency: str, by: Actor) -> PointsRead:
    """What lies on all the person's cards together. Raises NoProgramme. Six statements."""
    _may_see(customer_id, by)
    programme = programme_of(currency)
    cards = aliases_of(customer_id)
    balances = {card: accounts.balance(programme.code, card) for card in cards}
    debts = [accounts.debt(programme.code, card) for card in cards]
    there = cached([*balances.values(), *debts])
    lots: dict[UUID, list[LotLeft]] = {card: [] for card in cards}
    of_cards = Lot.objects.filter(customer_id__in=cards, programme_id=programme.id)
    for card, amount, ends_at in of_cards.values_list("customer_id", "amount", "ends_at"):
        lots[card].append(LotLeft(amount, ends_at))
    left = [lot for card in cards for lot in what_is_left(lots[card], there[balances[card]].posted)]
    free = sum(there[account].free for account in balances.values())
    spent = spent_minor(programme, [customer_id]).get(customer_id, 0)
    ahead = next_tier(programme.tiers, spent)
    tier = tiers_of([customer_id], currency).get(customer_id)
    return PointsRead(
        programme,
        sum(there[account].posted for account in balances.values()),
        sum(there[account].held for account in balances.values()),
        sum(there[account].posted for account in debts),
        free * programme.point_value_minor,
        next((one for one in programme.tiers if one.code == tier), None),
        ahead,
        ahead.from_minor - spent if ahead else 0,
        tuple(sorted((lot for lot in left if lot.ends_at), key=attrgetter("ends_at"))),
    )


def tiers_of(customer_ids: Collection[UUID], currency: str) -> dict[UUID, str]:
    """For pricing, not for people: each member's tier, by code; those without one are absent. Two statements or none.

    The best of the tiers on all the person's cards.
    """
    programme = programmes().get(currency)
    if programme is None or not programme.tiers or not customer_ids:
        return {}
    cards = aliases_of_all(customer_ids)
    every = {card for family in cards.values() for card in family}
    found = Membership.objects.filter(customer_id__in=every, programme_id=programme.id).exclude(tier="")
    tiers = dict(found.values_list("customer_id", "tier"))
    heights = {tier.code: tier.from_minor for tier in programme.tiers}
    reached = {asked: [tiers[card] for card in family if card in tiers] for asked, family in cards.items()}
    return {asked: max(codes, key=lambda code: heights.get(code, -1)) for asked, codes in reached.items() if codes}


def free_points(customer_ids: Collection[UUID], currency: str) -> dict[UUID, int]:
    """For pricing, not for people: what each may spend now, from all their cards. Two statements, none without a
    programme."""
    programme = programmes().get(currency)
    if programme is None or not customer_ids:
        return dict.fromkeys(customer_ids, 0)
    theirs = {
        asked: [accounts.balance(programme.code, card) for card in family]
        for asked, family in aliases_of_all(customer_ids).items()
    }
    found = cached([account for each in theirs.values() for account in each])
    return {asked: sum(found[account].free for account in each) for asked, each in theirs.items()}


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
    programme = programme_of(currency)
    theirs = [accounts.balance(programme.code, card) for card in aliases_of(customer_id)]
    found = movements(accounts=theirs, before=before, limit=limit)
    places = {account.place for account in theirs}
    signs = {"post": 1, "capture": 1, "hold": 0, "release": 0}
    return [
        StatementLine(
            move.happened_at,
            signs[move.kind] * (move.amount if move.to_place in places else -move.amount),
            move.reason or "spent",
            move.document,
        )
        for move in found
        if signs[move.kind]
    ]


class CorrectionRead(NamedTuple):
    """Points somebody who works here gave (above zero) or took, and why."""

    at: datetime
    points: int
    reason: str
    actor: str


def corrections_of(customer_id: UUID, *, currency: str, limit: int = 50, by: Actor) -> list[CorrectionRead]:
    """Newest first, of all the person's cards; for people who work here. Raises NoProgramme."""
    by.require("loyalty.read")
    programme = programme_of(currency)
    rows = Correction.objects.filter(programme_id=programme.id, customer_id__in=aliases_of(customer_id))
    found = rows.order_by("-at", "-pk").values_list(*CorrectionRead._fields)
    return [CorrectionRead(*row) for row in found[:limit]]


def _may_see(customer_id: UUID, by: Actor) -> None:
    if not is_same(by.customer, customer_id):
        by.require("loyalty.read")
