"""What Duken takes off a recorded basket: `evaluate` and `price_basket` on recorded prices, promotions as saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple
from uuid import NAMESPACE_OID, UUID, uuid5

from bench.replay.journey import Coupon, Line
from bench.replay.visits import Visit
from duken.carts.basket import Adjustment, BasketLine, Quote
from duken.carts.price_basket import price_basket
from duken.pricing.policies import ChosenPrice
from duken.promotions.basket import PromotionBasket, PromotionLine
from duken.promotions.evaluate import evaluate
from duken.promotions.rule import Rule
from duken.stores.hours import DAYS

CURRENCY = "USD"
UNTAXED = Decimal(0)


class Predicted(NamedTuple):
    """Off each line of goods, and off all of them."""

    off: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.off)


def predict(visit: Visit, rules: Sequence[Rule], promotions: Mapping[Coupon, UUID]) -> Predicted:
    """Only coupons are judged: the card's discount is in the price, with the shelf's price beside it."""
    lines = [basket_line(line) for line in visit.goods]
    at = visit.basket.at
    basket = PromotionBasket(
        [_promotion_line(line) for line in lines],
        channel="till",
        weekday=DAYS[at.weekday()],
        minute=at.hour * 60 + at.minute,
        coupons={coupon.code: promotions[coupon] for coupon in visit.covers},
    )
    outcome = evaluate(basket, rules)
    quoted = price_basket(
        lines,
        currency=CURRENCY,
        adjustments=[
            Adjustment("promotion", award.amount_minor, "goods", award.line_positions, {"promotion": award.code})
            for award in outcome.awards
        ],
    )
    return Predicted(_off(quoted))


def _off(quoted: Quote) -> tuple[int, ...]:
    return tuple(line.discount_minor for line in quoted.lines)


def basket_line(line: Line) -> BasketLine:
    """At the price that was paid with the card. Where that is no whole number of cents a piece, all pieces are priced
    as one (`per`), so that no cent is lost."""
    price, pieces = line.price, line.pieces
    is_even = price % pieces == 0
    amount, per = (price // pieces, 1) if is_even else (price, pieces)
    compare_at = line.shelf * per // pieces if line.card else None
    sku = str(line.product)
    return BasketLine(
        uuid5(NAMESPACE_OID, sku), sku, sku, pieces, ChosenPrice(amount, "card", True, 1, compare_at), UNTAXED, per
    )


def _promotion_line(line: BasketLine) -> PromotionLine:
    return PromotionLine(
        line.variant_id,
        line.sku,
        line.variant_id,
        frozenset(),
        "",
        line.quantity,
        line.per,
        line.price.amount_minor,
        line.subtotal_minor,
        line.price.compare_at_minor is not None,
        line.rank,
    )
