"""A promotion as its author would have it, to be tried out before anybody else sees it. Nothing is written."""

from __future__ import annotations

import dataclasses
from uuid import UUID

from msgspec.structs import replace

from duken.promotions._snapshot import ActivePromotion
from duken.promotions.drafts import PromotionDraft
from duken.promotions.rule import Rule, When, read_terms


def as_in_force(draft: PromotionDraft, promotion_id: UUID, *, with_coupon: bool = False) -> ActivePromotion:
    """The draft as if it were in force now, whatever its period; its budget whole. Raises BadRule.

    `with_coupon`: as if the basket had brought the coupon it asks for.
    """
    terms = read_terms(draft.terms)
    rule = Rule(
        id=promotion_id,
        code=draft.code,
        effect=terms.effect,
        when=replace(terms.when, needs_coupon=False) if with_coupon else terms.when,
        goods=terms.goods,
        priority=draft.priority,
        group=draft.group,
        alone=draft.alone,
        cap_minor=min((cap for cap in (draft.cap_minor, draft.budget_minor) if cap is not None), default=None),
    )
    return ActivePromotion(
        rule,
        draft.name,
        dict(draft.name_in),
        draft.currency,
        draft.starts_at,
        draft.ends_at,
        draft.budget_minor is not None,
        draft.uses is not None,
        None,
    )


def never(promotion: ActivePromotion) -> ActivePromotion:
    """The same at no hour of any day: to see a basket as it is without it."""
    return dataclasses.replace(promotion, rule=replace(promotion.rule, when=When(to_minute=0)))
