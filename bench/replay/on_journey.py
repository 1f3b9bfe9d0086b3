"""The Complete Journey in one shop: inferred, imported, replayed. Answers one JSON object."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench.replay.agreement import compare, told
from bench.replay.card_discounts import above_usual
from bench.replay.company import CURRENCY, ZONE
from bench.replay.coupon_values import Worth, infer, value_code
from bench.replay.import_journey import Import
from bench.replay.journey import Coupon, Journey, Redemption
from bench.replay.predict import predict
from bench.replay.read_journey import read
from bench.replay.survey import Survey, survey
from bench.replay.timing import Parts, say
from bench.replay.use_coupons import use_coupons
from bench.replay.visits import Visit, is_learned_from, visits
from duken.kernel.actor import system
from duken.promotions.reads import active_promotions
from duken.promotions.rule import Rule

Told = dict[str, Any]


def run(folder: Path, households: int | None) -> Told:
    journey = read(folder, households)
    seen = survey(journey)
    say(f"{len(journey.households):,} households, {seen.baskets:,} baskets, {seen.lines:,} lines")
    found, left_out = visits(journey, seen.on_days)
    learned = [each for each in found if is_learned_from(each.basket.household)]
    held_out = [each for each in found if not is_learned_from(each.basket.household)]
    worths = infer(journey.coupons, learned, seen.added)
    by = system("bench")
    imported = Import(journey, seen, worths, by=by).run()
    parts = Parts()
    parts.took("redemptions", "uses", lambda: use_coupons(journey.redemptions, imported.customers, by=by))
    replayed: Told = {}

    def replay() -> int:
        replayed["held_out"] = _replay(held_out, worths, imported.promotions)
        replayed["learned_from"] = _replay(learned, worths, imported.promotions)
        return len(found)

    parts.took("replay", "baskets", replay)
    return {
        "sample": {"households": len(journey.households), "baskets": seen.baskets, "lines": seen.lines},
        "is_whole": households is None,
        "parts": imported.parts | parts.told,
        "counts": imported.counts,
        "redemptions": _redemptions(journey, seen, found, left_out, worths),
        "agreement": replayed,
        "card": above_usual(journey.baskets, found),
    }


def _replay(some: list[Visit], worths: dict[Coupon, Worth], promotions: dict[Coupon, Any]) -> Told:
    """By the promotions as they stand in the shop, at the moment of each basket."""
    compared = [
        compare(visit, predict(visit, _in_force(visit.basket.at), promotions), worths)
        for visit in sorted(some, key=lambda visit: visit.basket.at)
    ]
    return told(compared, worths)


def _in_force(at: datetime) -> list[Rule]:
    return [each.rule for each in active_promotions(CURRENCY, at.replace(tzinfo=ZoneInfo(ZONE)))]


def _redemptions(
    journey: Journey, seen: Survey, found: list[Visit], left_out: dict[str, int], worths: dict[Coupon, Worth]
) -> Told:
    used = {each.coupon for each in journey.redemptions}
    traced = Counter(
        f"{'manufacturer' if value_code(coupon) else 'shop'}{trace}"
        for visit in found
        for coupon, on in visit.covers.items()
        for trace in (["", "_traced"] if any(visit.goods[at].coupon for at in on) else [""])
    )
    covered = [visit.goods[at] for visit in found for at in visit.covered]
    return {
        "all": len(journey.redemptions),
        "replayed": sum(len(visit.covers) for visit in found),
        **left_out,
        **dict.fromkeys(("manufacturer", "manufacturer_traced", "shop", "shop_traced"), 0),
        **traced,
        "baskets": len(found),
        "coupons": len(journey.coupons),
        "coupons_used": len(used),
        "worth_own": sum(worth.source == "own" for worth in worths.values()),
        "worth_value_code": sum(worth.source == "value_code" for worth in worths.values()),
        "outside_campaign": sum(not _is_in_time(each, journey) for each in journey.redemptions),
        "not_mailed": sum((each.coupon.campaign, each.household) not in journey.mailed for each in journey.redemptions),
        "discounted_lines": seen.discounted_lines,
        "discounted_lines_of_redemptions": sum(1 for line in covered if line.coupon),
    }


def _is_in_time(each: Redemption, journey: Journey) -> bool:
    campaign = journey.campaigns[each.coupon.campaign]
    return campaign.first_day <= each.day <= campaign.last_day
