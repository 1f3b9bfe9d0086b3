"""The shop's articles as promotions see them, kept in this process: who tries a promotion out asks at every key."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import NamedTuple

from duken.catalog.browse import ProductQuery, browse_variants
from duken.catalog.reads import product_places
from duken.kernel import reading
from duken.kernel.actor import Actor
from duken.kernel.pages import Page
from duken.promotions.basket import PromotionLine

MOST = 5_000
FRESH_SECONDS = 30.0  # which goods two promotions share is advice while one writes, and may be that old


class Articles(NamedTuple):
    lines: list[PromotionLine]
    is_cut: bool  # there are more


_kept: tuple[float, Articles] | None = None


def all_articles(*, by: Actor) -> Articles:
    """Up to MOST, by SKU."""
    global _kept
    by.require("catalog.read")
    kept = _kept
    if kept is None or time.monotonic() - kept[0] > FRESH_SECONDS:
        with reading.fresh():
            kept = _kept = (time.monotonic(), _read(by))
    return kept[1]


def forget() -> None:
    global _kept
    _kept = None


def _read(by: Actor) -> Articles:
    found = browse_variants(ProductQuery(is_active=True), page=Page("sku", MOST), by=by)
    places = product_places({row.product_id for row in found.rows})
    lines = [
        PromotionLine(
            row.id, row.sku, row.product_id, places[row.product_id].categories, places[row.product_id].brand,
            1, 1, 0, 0, False, (row.sku, 1, 0, 1, Decimal(0), True),
        )
        for row in found.rows
    ]  # fmt: skip
    return Articles(lines, bool(found.next))
