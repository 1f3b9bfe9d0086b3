"""Read The Complete Journey from its tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.replay.journey import Basket, Campaign, Coupon, Journey, Line, Product, Redemption
from bench.replay.tables import minor, moment, rows


def read(folder: Path, households: int | None = None) -> Journey:
    """All who redeemed a coupon, then others by number until they are `households`; None: everybody."""
    redeemed = [
        Redemption(household, Coupon(upc, campaign), at.date())
        for household, upc, campaign, at in rows(
            folder, "coupon_redemptions", household_id=int, coupon_upc=int, campaign_id=int, redemption_date=moment
        )
    ]
    all_lines = list(_lines(folder))
    first = sorted({each.household for each in redeemed})
    everybody = list(dict.fromkeys([*first, *sorted({row[0] for row in all_lines})]))
    chosen = everybody[: None if households is None else max(households, len(first))]
    kept = set(chosen)
    baskets = list(_baskets(row for row in all_lines if row[0] in kept))
    known = dict(_demographics(folder))
    return Journey(
        {household: known.get(household, "") for household in chosen},
        list(_products(folder)),
        dict(_campaigns(folder)),
        set(rows(folder, "campaigns", campaign_id=int, household_id=int)),
        _coupons(folder),
        redeemed,
        baskets,
    )


def _lines(folder: Path) -> Iterator[tuple[Any, ...]]:
    return rows(
        folder,
        "transactions",
        household_id=int,
        basket_id=int,
        store_id=int,
        transaction_timestamp=moment,
        product_id=int,
        quantity=int,
        sales_value=minor,
        retail_disc=minor,
        coupon_disc=minor,
        coupon_match_disc=minor,
    )


def _baskets(found: Iterator[tuple[Any, ...]]) -> Iterator[Basket]:
    lines: dict[tuple[int, int, int], list[Line]] = defaultdict(list)
    when: dict[tuple[int, int, int], datetime] = {}
    for household, basket, store, at, *line in found:
        key = (basket, household, store)
        when.setdefault(key, at)
        lines[key].append(Line(*line))
    for key in sorted(lines, key=lambda key: (when[key], key)):
        basket, household, store = key
        yield Basket(basket, household, store, when[key], tuple(lines[key]))


_DEMOGRAPHICS = (
    "age", "income", "home_ownership", "marital_status", "household_size", "household_comp", "kids_count",
)  # fmt: skip


def _demographics(folder: Path) -> Iterator[tuple[int, str]]:
    for household, *said in rows(folder, "demographics", household_id=int, **dict.fromkeys(_DEMOGRAPHICS, str)):
        words = [f"{name.replace('_', ' ')}: {one}" for name, one in zip(_DEMOGRAPHICS, said, strict=True) if one]
        yield household, "; ".join(words)


def _products(folder: Path) -> Iterator[Product]:
    for product, *words in rows(
        folder,
        "products",
        product_id=int,
        department=str,
        brand=str,
        product_category=str,
        product_type=str,
        package_size=str,
    ):
        yield Product(product, *(word or "" for word in words))


def _campaigns(folder: Path) -> Iterator[tuple[int, Campaign]]:
    for campaign, kind, first, last in rows(
        folder, "campaign_descriptions", campaign_id=int, campaign_type=str, start_date=moment, end_date=moment
    ):
        yield campaign, Campaign(campaign, kind, first.date(), last.date())


def _coupons(folder: Path) -> dict[Coupon, frozenset[int]]:
    found: dict[Coupon, set[int]] = defaultdict(set)
    for upc, product, campaign in rows(folder, "coupons", coupon_upc=int, product_id=int, campaign_id=int):
        found[Coupon(upc, campaign)].add(product)
    return {coupon: frozenset(products) for coupon, products in found.items()}
