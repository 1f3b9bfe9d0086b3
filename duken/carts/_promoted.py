"""Promotions on baskets: what they are judged by is read once for many baskets, and what they take becomes adjustments.

Where no promotion is active and nobody brings a coupon, nothing is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.carts._terms import Terms
from duken.carts.basket import Adjustment, BasketLine, DeliveryTerms, Promoted, Quote
from duken.carts.errors import CouponNotApplied
from duken.carts.quote_request import QuoteRequest
from duken.catalog.reads import ProductPlace, VariantRead, product_places
from duken.kernel.refusals import Refusal
from duken.loyalty.errors import NotEnoughPoints
from duken.loyalty.reads import check_spending, free_points, programme_of, tiers_of
from duken.promotions.basket import Outcome, PromotionBasket, PromotionLine, Reason
from duken.promotions.claims import Used
from duken.promotions.evaluate import evaluate
from duken.promotions.reads import ActivePromotion, CouponRead, active_promotions, coupons_named
from duken.promotions.uses import UsesOf, uses_of_people
from duken.stores.hours import DAYS

_PROMOTION, _POINTS = "promotion", "points"


class Asking(NamedTuple):
    """One basket that is to be judged."""

    request: QuoteRequest
    terms: Terms
    variants: Sequence[VariantRead]


class Offers(NamedTuple):
    """Everything promotions of one moment are judged by, for many baskets."""

    active: Mapping[str, Sequence[ActivePromotion]]
    places: Mapping[UUID, ProductPlace]
    coupons: Mapping[tuple[str, UUID | None], CouponRead | Refusal]
    tiers: Mapping[str, Mapping[UUID, str]]
    uses: Mapping[tuple[UUID, UUID], UsesOf]  # by (promotion, customer)
    points: Mapping[tuple[str, UUID], int]


def read_offers(asking: Sequence[Asking], at: datetime) -> Offers:
    """At most seven statements and one a currency in points; none where there is nothing to judge."""
    currencies = {one.terms.buyer.currency for one in asking}
    active = {currency: active_promotions(currency, at) for currency in sorted(currencies)}
    if not any(active.values()):
        active = {}
    judged = [one for one in asking if active.get(one.terms.buyer.currency) or one.request.tried]
    codes = list(dict.fromkeys((code, one.request.customer_id) for one in asking for code in one.request.coupons))
    customers = {one.request.customer_id for one in judged if one.request.customer_id}
    return Offers(
        active,
        product_places({variant.product_id for one in judged for variant in one.variants}) if judged else {},
        dict(zip(codes, coupons_named(codes, at=at), strict=True)),
        {currency: tiers_of(customers, currency) for currency in active} if _ask_for_tiers(active) else {},
        uses_of_people(customers, [each for promotions in active.values() for each in promotions]),
        _free_points(asking),
    )


def _free_points(asking: Sequence[Asking]) -> dict[tuple[str, UUID], int]:
    found: dict[tuple[str, UUID], int] = {}
    spending = {(one.terms.buyer.currency, one.request.customer_id) for one in asking if one.request.points}
    for currency in sorted({currency for currency, _ in spending}):
        members = [customer for each, customer in spending if each == currency and customer]
        found |= {(currency, customer): free for customer, free in free_points(members, currency).items()}
    return found


def _ask_for_tiers(active: Mapping[str, Sequence[ActivePromotion]]) -> bool:
    return any(each.rule.when.tiers for promotions in active.values() for each in promotions)


class Judged(NamedTuple):
    """What promotions do to one basket, before it is priced."""

    adjustments: tuple[Adjustment, ...] = ()
    outcome: Outcome = Outcome()
    promotions: Mapping[UUID, ActivePromotion] = {}
    coupons: Mapping[str, CouponRead] = {}
    refused: Mapping[str, Refusal] = {}
    tried: Mapping[UUID, Reason] = {}
    uses: Mapping[UUID, UsesOf] = {}

    def told(self, quoted: Quote, points_refused: Refusal | None) -> Promoted:
        """The same with what was taken off in the end."""
        taken: dict[str, int] = {}
        points = points_minor = 0
        for step in quoted.steps:
            if promotion := step.facts.get(_PROMOTION):
                taken[promotion] = taken.get(promotion, 0) - step.amount_minor
            elif step.facts.get("code") == _POINTS:
                points, points_minor = step.facts["points"], -step.amount_minor
        called = {award.promotion_id: award.coupon for award in self.outcome.awards}
        called |= {extra.promotion_id: "" for extra in self.outcome.extras if extra.promotion_id not in called}
        used = tuple(
            self._used(promotion_id, coupon, taken.get(self.promotions[promotion_id].rule.code, 0))
            for promotion_id, coupon in called.items()
        )
        return Promoted(
            used=used,
            gifts=self.outcome.gifts,
            refused=self.refused,
            near=tuple(reason for reason in self.outcome.reasons if reason.facts),
            points=points,
            points_minor=points_minor,
            points_refused=points_refused,
            points_per_mille=self._per_mille(len(quoted.lines)),
            tried=self.tried,
        )

    def _used(self, promotion_id: UUID, coupon: str, amount_minor: int) -> Used:
        named = self.coupons.get(coupon)
        uses = self.uses.get(promotion_id)
        return Used(self.promotions[promotion_id], amount_minor, coupon, named.id if named else None, uses)

    def _per_mille(self, lines: int) -> tuple[int, ...]:
        """How much each line's points count: promotions that multiply add up."""
        counts = [1000] * lines
        for extra in self.outcome.extras:
            for at in extra.line_positions:
                counts[at] += extra.per_mille - 1000
        return tuple(counts)


NOTHING = Judged()


def points_off(request: QuoteRequest, quoted: Quote, offers: Offers) -> Adjustment | Refusal:
    """The points a customer wants to spend on these goods, or what loyalty refuses of so many."""
    goods_minor = sum(line.total_minor for line in quoted.lines)
    customer_id, points = request.customer_id, request.points
    try:
        programme = programme_of(quoted.currency)
        amount = check_spending(programme, points, customer_id=customer_id, goods_minor=goods_minor)
    except Refusal as refusal:
        return refusal
    assert customer_id, "points without a customer were refused"
    if points > (free := offers.points[quoted.currency, customer_id]):
        return NotEnoughPoints(points, free)
    return Adjustment(_POINTS, amount, facts={"points": points, "programme": programme.code})


def judge(asking: Asking, lines: Sequence[BasketLine], delivery: DeliveryTerms | None, offers: Offers) -> Judged:
    """Which promotions work on one basket, and which of its coupons do not."""
    request, terms, _ = asking
    tried = {each.rule.id for each in request.tried}
    active = [each for each in offers.active.get(terms.buyer.currency, ()) if each.rule.id not in tried]
    active += request.tried
    known = {code: offers.coupons[code, request.customer_id] for code in request.coupons}
    good = {found.code: found for found in known.values() if isinstance(found, CouponRead)}
    refused = {code: found for code, found in known.items() if isinstance(found, Refusal)}
    if not active and not known:
        return NOTHING if not request.points else Judged()
    if not active:
        return Judged(refused=refused | {code: CouponNotApplied(code, "not_active") for code in good})
    barred = _barred(active, request.customer_id, offers) | _not_for_trade(active, request)
    rules = [each.rule for each in active if each.rule.id not in barred]
    outcome = evaluate(_basket(asking, lines, delivery, offers, good), rules, explained=tried)
    promotions = {each.rule.id: each for each in active}
    return Judged(
        tuple(
            Adjustment(
                _PROMOTION,
                award.amount_minor,
                award.applies_to,
                award.line_positions if award.applies_to == "goods" else None,
                {_PROMOTION: award.code, "name": promotions[award.promotion_id].name, "coupon": award.coupon},
            )
            for award in outcome.awards
        ),
        outcome,
        promotions,
        good,
        refused | _not_applied(good, outcome, barred),
        {reason.promotion_id: reason for reason in outcome.reasons if reason.promotion_id in tried},
        {one: uses for (one, customer), uses in offers.uses.items() if customer == request.customer_id},
    )


def _barred(active: Sequence[ActivePromotion], customer_id: UUID | None, offers: Offers) -> dict[UUID, str]:
    """What each person may use so often, and this one may not use: a limit a person needs a person."""
    barred: dict[UUID, str] = {}
    for each in active:
        if not each.uses_per_customer:
            continue
        if customer_id is None:
            barred[each.rule.id] = "needs_customer"
        elif (uses := offers.uses.get((each.rule.id, customer_id))) and uses.is_used_up:
            barred[each.rule.id] = "used_already"
    return barred


def _not_for_trade(active: Sequence[ActivePromotion], request: QuoteRequest) -> dict[UUID, str]:
    """A company gets what was made for its customer group; retail offers are no discounts on wholesale prices."""
    if not request.is_trade:
        return {}
    return {
        each.rule.id: "other_group" for each in active if request.customer_group not in each.rule.when.customer_groups
    }


def _basket(
    asking: Asking,
    lines: Sequence[BasketLine],
    delivery: DeliveryTerms | None,
    offers: Offers,
    good: Mapping[str, CouponRead],
) -> PromotionBasket:
    request, terms, variants = asking
    now = terms.local_time
    tiers = offers.tiers.get(terms.buyer.currency, {})
    return PromotionBasket(
        [_line(line, variant, offers.places) for line, variant in zip(lines, variants, strict=True)],
        channel=request.channel,
        weekday=DAYS[now.weekday()],
        minute=now.hour * 60 + now.minute,
        store_id=terms.buyer.location_id,
        customer_id=request.customer_id,
        customer_group=request.customer_group or "",
        tier=tiers.get(request.customer_id, "") if request.customer_id else "",
        is_first_order=request.is_first_order,
        delivery_minor=delivery.price_minor if delivery else 0,
        coupons={code: found.promotion_id for code, found in good.items()},
    )


def _line(line: BasketLine, variant: VariantRead, places: Mapping[UUID, ProductPlace]) -> PromotionLine:
    place = places[variant.product_id]
    price = line.price
    return PromotionLine(
        variant.id,
        line.sku,
        variant.product_id,
        place.categories,
        place.brand,
        line.quantity,
        line.per,
        price.amount_minor,
        line.subtotal_minor,
        price.compare_at_minor is not None,
        line.rank,
    )


def _not_applied(good: Mapping[str, CouponRead], outcome: Outcome, barred: Mapping[UUID, str]) -> dict[str, Refusal]:
    """Good coupons that did nothing here, each with its reason."""
    worked = {award.promotion_id for award in outcome.awards} | {extra.promotion_id for extra in outcome.extras}
    worked |= {gift.promotion_id for gift in outcome.gifts}
    reasons = {**{reason.promotion_id: reason.why for reason in outcome.reasons}, **barred}
    return {
        code: CouponNotApplied(code, reasons.get(found.promotion_id, "not_active"))
        for code, found in good.items()
        if found.promotion_id not in worked
    }
