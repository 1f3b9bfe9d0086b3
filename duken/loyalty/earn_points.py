"""Earn points: when goods were handed over and paid. Plural; an order earns once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Chain, Post
from duken.ledger.lock import lock_accounts
from duken.ledger.post import post
from duken.loyalty import accounts
from duken.loyalty._snapshot import ProgrammeRead, programmes
from duken.loyalty.events import PointsEarned
from duken.loyalty.join import join_programme
from duken.loyalty.judge_tiers import judge_tiers
from duken.loyalty.models import LinePoints, Lot
from duken.loyalty.policies import Earning, months_later, points_for
from duken.loyalty.reads import tiers_of


@dataclass(frozen=True, slots=True)
class EarnLine:
    """What was paid for a line in the end; `per_mille`: how much its points count; `spent`: points paid for it."""

    line_id: UUID
    quantity: int
    amount_minor: int
    per_mille: int = 1000
    spent: int = 0


@dataclass(frozen=True, slots=True)
class EarnDraft:
    order_id: UUID
    customer_id: UUID
    currency: str
    lines: Sequence[EarnLine]


def earn_points(drafts: Sequence[EarnDraft], *, by: Actor) -> list[int]:
    """Give each customer the points of an order; answers how many, in order. 0: earned before, or no programme.

    Points owed are paid first. Statements: a fixed number for each currency.
    """
    by.require("loyalty.earn")
    answers = dict.fromkeys(range(len(drafts)), 0)
    with transaction.atomic():
        for currency in sorted({draft.currency for draft in drafts}):
            if programme := programmes().get(currency):
                fresh = _fresh([(at, draft) for at, draft in enumerate(drafts) if draft.currency == currency])
                answers |= _earn(programme, fresh, by)
    return [answers[at] for at in range(len(drafts))]


Numbered = tuple[int, EarnDraft]


def _fresh(drafts: Sequence[Numbered]) -> list[Numbered]:
    """Orders that have not earned yet, each once."""
    known = set(
        LinePoints.objects.filter(order_id__in=[draft.order_id for _, draft in drafts]).values_list(
            "order_id", flat=True
        )
    )
    fresh: dict[UUID, Numbered] = {}
    for at, draft in drafts:
        if draft.order_id not in known and draft.lines:
            fresh.setdefault(draft.order_id, (at, draft))
    return list(fresh.values())


def _earn(programme: ProgrammeRead, fresh: Sequence[Numbered], by: Actor) -> dict[int, int]:
    if not fresh:
        return {}
    customers = {draft.customer_id for _, draft in fresh}
    join_programme(programme, customers, by=by)
    counts = _tier_counts(programme, customers)
    debts = lock_accounts(
        [accounts.debt(programme.code, one) for one in customers]
        + [accounts.balance(programme.code, one) for one in customers],
        by=by.lend("ledger.post"),
    )
    earned: dict[int, int] = {}
    chains: list[Chain] = []
    rows: list[LinePoints] = []
    lots: list[Lot] = []
    now = clock.now()
    ends_at = months_later(now, programme.months) if programme.months else None
    for at, draft in fresh:
        points = points_for(
            [Earning(line.amount_minor, line.per_mille) for line in draft.lines],
            points=programme.earn_points,
            per_minor=programme.earn_per_minor,
            tier_per_mille=counts.get(draft.customer_id, 1000),
        )
        earned[at] = sum(points)
        rows += [_row(programme, draft, line, each, now) for line, each in zip(draft.lines, points, strict=True)]
        owes = accounts.debt(programme.code, draft.customer_id)
        paid = min(debts[owes], earned[at])
        debts[owes] -= paid
        if earned[at]:
            chains.append(_chain(programme, draft, earned[at], paid))
        if earned[at] > paid:
            lots.append(
                Lot(
                    programme_id=programme.id,
                    customer_id=draft.customer_id,
                    amount=earned[at] - paid,
                    document=f"order:{draft.order_id}",
                    earned_at=now,
                    ends_at=ends_at,
                )
            )
    LinePoints.objects.bulk_create(rows)
    Lot.objects.bulk_create(lots)
    for answer in post(chains, by=by.lend("ledger.post")) if chains else []:
        assert not isinstance(answer, Refusal), answer
    judge_tiers(programme, sorted(customers), by=by)
    record(
        *(
            PointsEarned(draft.customer_id, programme.code, earned[at], f"order:{draft.order_id}")
            for at, draft in fresh
            if earned[at]
        ),
        by=by,
    )
    return earned


def _tier_counts(programme: ProgrammeRead, customers: set[UUID]) -> dict[UUID, int]:
    """How much the points of each member's tier count, the best one of their cards."""
    counts = {tier.code: tier.per_mille for tier in programme.tiers}
    return {customer: counts.get(tier, 1000) for customer, tier in tiers_of(customers, programme.currency).items()}


def _row(programme: ProgrammeRead, draft: EarnDraft, line: EarnLine, points: int, now: datetime) -> LinePoints:
    return LinePoints(
        order_line_id=line.line_id,
        order_id=draft.order_id,
        programme_id=programme.id,
        customer_id=draft.customer_id,
        quantity=line.quantity,
        amount_minor=line.amount_minor,
        earned=points,
        spent=line.spent,
        at=now,
    )


def _chain(programme: ProgrammeRead, draft: EarnDraft, points: int, paid: int) -> Chain:
    code, customer = programme.code, draft.customer_id
    moves = []
    if points > paid:
        moves.append(Post(accounts.outside(code, "earned"), accounts.balance(code, customer), points - paid, "earned"))
    if paid:
        moves.append(Post(accounts.debt(code, customer), accounts.outside(code, "owed"), paid, "owed"))
    return Chain(f"points:{draft.order_id}", f"order:{draft.order_id}", tuple(moves))
