"""Makers of promotions and coupons."""

from __future__ import annotations

from typing import Any

from duken.kernel.actor import system
from duken.kernel.refusals import Refusal
from duken.promotions import reads
from duken.promotions.change_status import start_promotion
from duken.promotions.drafts import CouponDraft, PromotionDraft
from duken.promotions.issue_coupons import issue_coupons
from duken.promotions.reads import PromotionRead
from duken.promotions.save_promotions import save_promotions

BY = system("tests")


class PromotionMakers:
    """`make.promotion("TEN", {"type": "percent", "basis_points": 1000})` works from now on, in pounds."""

    def __init__(self) -> None:
        super().__init__()
        reads.forget()

    def promotion(
        self, code: str, effect: dict[str, Any], *, when: Any = None, goods: Any = None, **facts: Any
    ) -> PromotionRead:
        terms = {"effect": effect, "when": when or {}, "goods": goods or {}}
        told = {"name": code.title(), "currency": "GBP", "terms": terms} | facts
        [answer] = save_promotions([PromotionDraft(code=code, **told)], by=BY)
        if isinstance(answer, Refusal):
            raise answer
        if reads.promotion(answer, by=BY).status != "active":
            start_promotion(answer, by=BY)
        reads.forget()
        return reads.promotion(answer, by=BY)

    def coupon(self, promotion: PromotionRead, code: str, **facts: Any) -> str:
        [answer] = issue_coupons(promotion.id, [CouponDraft(code=code, **facts)], batch="test", by=BY)
        if isinstance(answer, Refusal):
            raise answer
        return answer
