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
from duken.promotions.uses import UsesOf

COUPON, PROMOTION = "coupon", "promotion"


class Used(NamedTuple):
    """One promotion that worked on an order: by which coupon, and what it took off in the end."""

    promotion: ActivePromotion
    amount_minor: int
    coupon: str = ""
    coupon_id: UUID | None = None
    uses: UsesOf | None = None  # of the buyer, where one person may use it so often


def claims_of(used: Iterable[Used], *, customer_id: UUID | None) -> list[Claim]:
    """One unit of each limited coupon and number of uses, and the amount of each budget."""
    claims: list[Claim] = []
    for each in used:
        promotion, amount_minor, coupon, coupon_id, _ = each
        one, code = promotion.rule.id, promotion.rule.code
        if coupon_id:
            source, target = accounts.coupon(coupon_id), accounts.coupon_outside(coupon_id, "used")
            claims.append(Claim(COUPON, coupon, source, target, 1))
        if promotion.has_uses:
            claims.append(Claim(PROMOTION, code, accounts.uses(one), accounts.uses_outside(one, "used"), 1))
        if promotion.uses_per_customer and customer_id:
            card, elsewhere = _whose(each, customer_id)
            source, target = accounts.uses_of(one, card), accounts.uses_outside(one, "used")
            claims.append(Claim(PROMOTION, code, source, target, 1, leaving=elsewhere))
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
        _grant(each.promotion.rule.id, _whose(each, customer_id)[0], number)
        for each in used
        if each.promotion.uses_per_customer and customer_id
        for number in range(1, each.promotion.uses_per_customer + 1)
    ]


def _grant(promotion_id: UUID, card: UUID, number: int) -> Chain:
    granted = Post(accounts.uses_outside(promotion_id, "granted"), accounts.uses_of(promotion_id, card), 1)
    return Chain(f"promotion:{promotion_id}:customer:{card}:{number}", f"promotion:{promotion_id}", (granted,))


def _whose(used: Used, customer_id: UUID) -> tuple[UUID, int]:
    """The card that gives the use, and how many must stay on it because other cards of the person gave them."""
    return (used.uses.card, used.uses.elsewhere) if used.uses else (customer_id, 0)


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
