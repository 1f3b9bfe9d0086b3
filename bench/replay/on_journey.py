"""The Complete Journey in one shop: inferred, imported, replayed. Answers one JSON object."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench.replay.agreement import compare, told
from bench.replay.company import CURRENCY, ZONE
from bench.replay.coupon_values import Worth, infer, value_code
from bench.replay.import_journey import Import
from bench.replay.journey import Coupon, Journey
from bench.replay.predict import predict
from bench.replay.read_journey import read
from bench.replay.timing import Parts, say
from bench.replay.use_coupons import use_coupons
from bench.replay.visits import Visit, is_learned_from, visits
from duken.kernel.actor import system
from duken.promotions.reads import active_promotions
from duken.promotions.rule import Rule

Told = dict[str, Any]


def run(folder: Path, households: int | None) -> Told:
    journey = read(folder, households)
    lines = sum(len(basket.lines) for basket in journey.baskets)
    say(f"{len(journey.households):,} households, {len(journey.baskets):,} baskets, {lines:,} lines")
    found, left_out = visits(journey)
    learned = [each for each in found if is_learned_from(each.basket.household)]
    held_out = [each for each in found if not is_learned_from(each.basket.household)]
    baskets = [basket for basket in journey.baskets if is_learned_from(basket.household)]
    worths = infer(journey.coupons, learned, baskets)
    by = system("bench")
    imported = Import(journey, worths, households=households, by=by).run()
    parts = Parts()
    parts.took("redemptions", "uses", lambda: use_coupons(journey.redemptions, imported.customers, by=by))
    replayed: Told = {}

    def replay() -> int:
        replayed["held_out"] = _replay(held_out, worths, imported.promotions)
        replayed["learned_from"] = _replay(learned, worths, imported.promotions)
        return len(found)

    parts.took("replay", "baskets", replay)
    return {
        "sample": {"households": len(journey.households), "baskets": len(journey.baskets), "lines": lines},
        "parts": imported.parts | parts.told,
        "counts": imported.counts,
        "redemptions": _redemptions(journey, found, left_out, worths),
        "agreement": replayed,
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


def _redemptions(journey: Journey, found: list[Visit], left_out: dict[str, int], worths: dict[Coupon, Worth]) -> Told:
    used = {each.coupon for each in journey.redemptions}
    discounted = [line for basket in journey.baskets for line in basket.lines if line.coupon]
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
        "not_mailed": sum((each.coupon.campaign, each.household) not in journey.mailed for each in journey.redemptions),
        "discounted_lines": len(discounted),
        "discounted_lines_of_redemptions": sum(1 for line in covered if line.coupon),
    }
