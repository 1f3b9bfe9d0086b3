"""Campaigns as promotions: one for each coupon of a campaign, in force as long as the campaign, called by its code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bench.replay.company import CURRENCY, ZONE
from bench.replay.coupon_values import Worth
from bench.replay.journey import Coupon, Journey
from bench.replay.timing import in_batches
from duken.demo.answers import accepted
from duken.kernel.actor import Actor
from duken.promotions.change_status import start_promotion
from duken.promotions.drafts import CouponDraft, PromotionDraft
from duken.promotions.issue_coupons import issue_coupons
from duken.promotions.save_promotions import save_promotions


def save(journey: Journey, worths: Mapping[Coupon, Worth], *, by: Actor) -> dict[Coupon, UUID]:
    """The promotion of each coupon. One whose worth nobody knows stays a draft of one cent that is never started."""
    coupons = sorted(journey.coupons)
    promotions: dict[Coupon, UUID] = {}
    for batch in in_batches(coupons, 200):
        saved = accepted(save_promotions([_promotion(each, journey, worths.get(each)) for each in batch], by=by))
        promotions |= dict(zip(batch, saved, strict=True))
    for coupon in coupons:
        if coupon in worths:
            start_promotion(promotions[coupon], by=by)
    return promotions


def _promotion(coupon: Coupon, journey: Journey, worth: Worth | None) -> PromotionDraft:
    campaign = journey.campaigns[coupon.campaign]
    name = f"Campaign {campaign.id} ({campaign.kind}), coupon {coupon.upc}"
    return PromotionDraft(
        code=coupon.code,
        name=name if worth else f"{name}: worth unknown",
        currency=CURRENCY,
        terms={
            "effect": {"type": "amount", "amount_minor": worth.total if worth else 1},
            "when": {"needs_coupon": True},
            "goods": {"skus": sorted(str(product) for product in journey.coupons[coupon])},
        },
        starts_at=_midnight(campaign.first_day),
        ends_at=_midnight(campaign.last_day + timedelta(days=1)),
    )


def issue(journey: Journey, promotions: Mapping[Coupon, UUID], *, by: Actor) -> int:
    """One code a coupon, for so many uses as households were sent its campaign, and never fewer than were used."""
    sent = Counter(campaign for campaign, _ in journey.mailed)
    used = Counter(each.coupon for each in journey.redemptions)
    for coupon, promotion in promotions.items():
        ends = _midnight(journey.campaigns[coupon.campaign].last_day + timedelta(days=1))
        draft = CouponDraft(coupon.code, max(sent[coupon.campaign], used[coupon], 1), ends_at=ends)
        accepted(issue_coupons(promotion, [draft], batch=f"campaign {coupon.campaign}", by=by))
    return len(promotions)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(ZONE))
