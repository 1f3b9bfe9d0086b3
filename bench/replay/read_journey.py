"""Read The Complete Journey from its tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from bench.replay.journey import Basket, Campaign, Coupon, Journey, Line, Product, Redemption
from bench.replay.tables import TableUnsorted, minor, moment, rows


def read(folder: Path, households: int | None = None) -> Journey:
    """All who redeemed a coupon, then others by number until they are `households`; None: everybody."""
    redeemed = [
        Redemption(household, Coupon(upc, campaign), at.date())
        for household, upc, campaign, at in rows(
            folder, "coupon_redemptions", household_id=int, coupon_upc=int, campaign_id=int, redemption_date=moment
        )
    ]
    first = sorted({each.household for each in redeemed})
    everybody = {household for (household,) in rows(folder, "transactions", household_id=int)}
    ordered = list(dict.fromkeys([*first, *sorted(everybody)]))
    chosen = ordered[: None if households is None else max(households, len(first))]
    known = dict(_demographics(folder))
    return Journey(
        {household: known.get(household, "") for household in chosen},
        list(_products(folder)),
        dict(_campaigns(folder)),
        set(rows(folder, "campaigns", campaign_id=int, household_id=int)),
        _coupons(folder),
        redeemed,
        Baskets(folder, frozenset(chosen)),
    )


class Baskets:
    """Every basket of these households, read anew each time they are asked for, one after another: as many lines are
    in memory as a batch of the table has. In the order of the table, where the lines of a basket stand together.

    Raises TableUnsorted where they do not.
    """

    def __init__(self, folder: Path, households: frozenset[int]) -> None:
        self.folder, self.households = folder, households

    def __iter__(self) -> Iterator[Basket]:
        ended: set[int] = set()
        for (basket, household, store), lines in groupby(self._lines(), key=lambda row: (row[1], row[0], row[2])):
            found = list(lines)
            if basket in ended:
                raise TableUnsorted(f"the lines of basket {basket} do not stand together")
            ended.add(basket)
            yield Basket(basket, household, store, found[0][3], tuple(Line(*line) for _, _, _, _, *line in found))

    def _lines(self) -> Iterator[tuple[Any, ...]]:
        lines = rows(
            self.folder,
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
        return (line for line in lines if line[0] in self.households)


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
