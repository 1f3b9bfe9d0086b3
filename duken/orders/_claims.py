"""What an order takes besides stock: limited promotions, coupons, points.

Held with the order, kept when it is handed over, free again when it is cancelled.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from duken.carts.basket import Promoted, Quote
from duken.kernel.money import share_minor
from duken.kernel.refusals import Refusal
from duken.ledger.claims import Claim
from duken.ledger.entries import Capture, Chain, Hold, HoldId, Release
from duken.loyalty import claims as points
from duken.loyalty.policies import part_back
from duken.loyalty.reads import programme_of
from duken.orders.order import OrderRead
from duken.payments import claims as own
from duken.promotions.claims import claims_of, grants_for, in_words_of_promotions


def refused_wish(quote: Quote) -> Refusal | None:
    """Nobody orders at another price than was promised: a coupon or points that do not work refuse the order."""
    promoted = quote.promoted
    return next(iter(promoted.refused.values()), promoted.points_refused) if promoted else None


def claims_for(quote: Quote, customer_id: UUID | None) -> list[Claim]:
    promoted = quote.promoted
    if promoted is None:
        return []
    claims = claims_of(promoted.used, customer_id=customer_id)
    if promoted.points and customer_id:
        claims += points.claim_points(programme_of(quote.currency), customer_id, promoted.points)
    return claims


def grants_before(quote: Quote, customer_id: UUID | None) -> list[Chain]:
    """Chains that must stand before the order's own, in the same call."""
    return grants_for(quote.promoted.used, customer_id=customer_id) if quote.promoted else []


def in_words(refusal: Refusal, claims: Sequence[Claim]) -> Refusal:
    return own.in_words_of_payments(points.in_words_of_loyalty(in_words_of_promotions(refusal, claims)), claims)


def remembered(claims: Sequence[Claim], holds: Sequence[Hold]) -> list[list[object]]:
    """[[kind, reference, hold id, amount]]"""
    return [
        [claim.kind, claim.reference, str(hold.id), claim.amount] for claim, hold in zip(claims, holds, strict=True)
    ]


def points_of_lines(quote: Quote) -> list[tuple[int, int]]:
    """For each line: points spent on it, and how much its points count."""
    promoted = quote.promoted or Promoted()
    counts = promoted.points_per_mille or (1000,) * len(quote.lines)
    taken = [
        -sum(step.amount_minor for step in line.steps if step.facts.get("code") == points.KIND) for line in quote.lines
    ]
    spent = share_minor(promoted.points, taken) if promoted.points else [0] * len(quote.lines)
    return list(zip(spent, counts, strict=True))


def kept(found: OrderRead) -> list[Capture | Release]:
    """At hand-over: all of it, but points only for the pieces that came. What pays is taken by payments."""
    spent = sum(part_back(line.points_spent, line.ordered_quantity, line.quantity) for line in found.lines)
    moves: list[Capture | Release] = []
    for kind, _, hold, amount in found.claims:
        if kind in own.KINDS:
            continue
        if kind != points.KIND:
            moves.append(Capture(HoldId(UUID(hold))))
        elif taken := min(spent, amount):
            moves.append(Capture(HoldId(UUID(hold)), taken))
            spent -= taken
        else:
            moves.append(Release(HoldId(UUID(hold)), "nothing came"))
    return moves


def brings_own(found: OrderRead) -> bool:
    """Whether gift cards, credit or a company's account pay a part of it."""
    return any(kind in own.KINDS for kind, *_ in found.claims)


def let_go(found: OrderRead, reason: str) -> list[Release]:
    return [Release(HoldId(UUID(hold)), reason) for _, _, hold, _ in found.claims]
