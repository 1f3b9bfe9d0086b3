"""A recorded basket as a finished sale. Pure: what of it cannot be kept as it was is counted.

A sale's line keeps one discount: the card's, the coupon's and the store's match together. Its unit price is whole, so
a price that is no whole number of cents a piece is rounded up, and the discount with it: what was paid stays exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from bench.replay.company import CHANNEL, CURRENCY, ZONE
from bench.replay.journey import PETROL, Basket
from duken.orders.import_orders import PastLine, PastSale
from duken.pricing.take_off import take_off

UNTAXED = Decimal(0)
HERE = ZoneInfo(ZONE)


class Article(NamedTuple):
    variant_id: UUID
    title: str


def past_sale(
    basket: Basket, articles: Mapping[int, Article], *, location_id: UUID, customer_id: UUID, quirks: Counter[str]
) -> PastSale | None:
    """None for a basket without goods.

    Coupons that stand on no goods, and what was taken off a line beyond its price, lower the other lines: so much the
    buyer paid. What even they cannot bear is counted as `owed_minor`.
    """
    goods = [line for line in basket.lines if line.is_goods]
    rest = [line for line in basket.lines if not line.is_goods]
    quirks["lines_without_goods"] += len(rest)
    if not goods:
        quirks["baskets_without_goods"] += 1
        return None
    left = [max(line.paid, 0) for line in goods]
    owed = sum(-min(line.paid, 0) for line in basket.lines)
    quirks["lines_below_zero"] += sum(line.paid < 0 for line in goods)
    quirks["money_without_goods_minor"] += sum(max(line.paid, 0) for line in rest)
    ranks = [(str(line.product), line.pieces, line.price, 1, UNTAXED, True) for line in goods]
    quirks["owed_minor"] += owed - sum(take_off(owed, left, ranks).values())
    lines = []
    for line, paid in zip(goods, left, strict=True):
        article = articles[line.product]
        unit_price = -(-max(line.shelf, 0) // line.pieces)
        quirks["petrol_lines"] += line.quantity > PETROL
        quirks["rounded_lines"] += unit_price * line.pieces != line.shelf
        quirks["rounded_minor"] += unit_price * line.pieces - line.shelf
        lines.append(
            PastLine(article.variant_id, str(line.product), article.title, line.pieces, unit_price, paid, UNTAXED)
        )
    return PastSale(
        reference=str(basket.id),
        number=f"CJ-{basket.id}",
        channel=CHANNEL,
        location_id=location_id,
        placed_at=basket.at.replace(tzinfo=HERE),
        currency=CURRENCY,
        lines=tuple(lines),
        customer_id=customer_id,
    )
