"""Claims: what an order takes of the limits of its promotions. Pure; the ledger decides whether it is there.

A claim is held in the order's own chain: one coupon with one use and two hundred buyers is one order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from duken.kernel.refusals import Refusal
from duken.ledger.claims import Claim
from duken.ledger.entries import Chain, Post
from duken.ledger.errors import NotEnough
from duken.promotions import accounts
from duken.promotions._snapshot import ActivePromotion, forget
from duken.promotions.errors import CouponUsedUp, PromotionUsedUp

COUPON, PROMOTION = "coupon", "promotion"


class Used(NamedTuple):
    """One promotion that worked on an order: by which coupon, and what it took off in the end."""

    promotion: ActivePromotion
    amount_minor: int
    coupon: str = ""
    coupon_id: UUID | None = None


def claims_of(used: Iterable[Used], *, customer_id: UUID | None) -> list[Claim]:
    """One unit of each limited coupon and number of uses, and the amount of each budget."""
    claims: list[Claim] = []
    for promotion, amount_minor, coupon, coupon_id in used:
        one, code = promotion.rule.id, promotion.rule.code
        if coupon_id:
            source, target = accounts.coupon(coupon_id), accounts.coupon_outside(coupon_id, "used")
            claims.append(Claim(COUPON, coupon, source, target, 1))
        if promotion.has_uses:
            claims.append(Claim(PROMOTION, code, accounts.uses(one), accounts.uses_outside(one, "used"), 1))
        if promotion.uses_per_customer and customer_id:
            source = accounts.uses_of(one, customer_id)
            claims.append(Claim(PROMOTION, code, source, accounts.uses_outside(one, "used"), 1))
        if promotion.has_budget and amount_minor:
            source = accounts.budget(one, promotion.currency)
            target = accounts.budget_outside(one, promotion.currency, "spent")
            claims.append(Claim(PROMOTION, code, source, target, amount_minor))
    return claims


def grants_for(used: Iterable[Used], *, customer_id: UUID | None) -> list[Chain]:
    """What each person may use, granted on first need: chains to be posted before the order's own, in the same call.

    One chain for each use, known by its number: repeating grants nothing twice, and a limit may be raised later.
    """
    return [
        Chain(
            f"promotion:{promotion.rule.id}:customer:{customer_id}:{number}",
            f"promotion:{promotion.rule.id}",
            (
                Post(
                    accounts.uses_outside(promotion.rule.id, "granted"),
                    accounts.uses_of(promotion.rule.id, customer_id),
                    1,
                ),
            ),
        )
        for promotion, *_ in used
        if promotion.uses_per_customer and customer_id
        for number in range(1, promotion.uses_per_customer + 1)
    ]


def in_words_of_promotions(refusal: Refusal, claims: Sequence[Claim]) -> Refusal:
    """A ledger refusal about one of these claims as the buyer hears it; any other as it is."""
    if not isinstance(refusal, NotEnough):
        return refusal
    for claim in claims:
        if claim.kind in (COUPON, PROMOTION) and _is_about(refusal.facts, claim):
            forget()  # the next quote must know
            return CouponUsedUp(claim.reference) if claim.kind == COUPON else PromotionUsedUp(claim.reference)
    return refusal


def _is_about(facts: Mapping[str, object], claim: Claim) -> bool:
    account = claim.source
    return (facts["book"], facts["unit"], facts["place"]) == (account.book, account.unit, account.place)
