"""Every redemption as a use of its coupon: one unit of the code's account in the ledger, as an order takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from bench.replay.company import ZONE
from bench.replay.journey import Redemption
from bench.replay.timing import in_batches
from duken.demo.answers import accepted
from duken.kernel.actor import Actor
from duken.ledger.entries import Chain, Post
from duken.ledger.post import post
from duken.promotions.accounts import coupon, coupon_outside
from duken.promotions.reads import coupons_named


def use_coupons(redemptions: Sequence[Redemption], customers: Mapping[int, UUID], *, by: Actor) -> int:
    """Each asked for as the customer would on that day, then taken. Repeating takes nothing twice."""
    chains = []
    for each in redemptions:
        at = datetime.combine(each.day, time(12), ZoneInfo(ZONE))
        [found] = accepted(coupons_named([(each.coupon.code, customers[each.household])], at=at))
        use = Post(coupon(found.id), coupon_outside(found.id, "used"), 1, "redeemed elsewhere")
        key = f"redemption:{each.household}:{each.coupon.code}:{each.day}"
        chains.append(Chain(key, f"coupon:{found.id}", (use,), at))
    for batch in in_batches(chains, 500):
        accepted(post(batch, by=by.lend("ledger.post")))
    return len(chains)
