"""The Complete Journey as plain values: households, products, baskets, campaigns, coupons, redemptions. Money in cents.

What a buyer paid for a line is `sales` less `coupon`: `sales` is what the retailer received, after the card's discount
and after its own match of a coupon, before the manufacturer's coupon. Local times; the source names no zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

PETROL = 1_000  # more "pieces" than this on one line are thousandths of a gallon


class Coupon(NamedTuple):
    """One paper coupon of one campaign; the same bar code may come back in another."""

    upc: int
    campaign: int

    @property
    def code(self) -> str:
        return f"{self.upc}C{self.campaign}"


class Line(NamedTuple):
    product: int
    quantity: int
    sales: int
    card: int  # off by the loyalty card
    coupon: int  # off by manufacturers' coupons
    match: int  # what the store added to them

    @property
    def shelf(self) -> int:
        return self.sales + self.card + self.match

    @property
    def price(self) -> int:
        """With the card, before any coupon."""
        return self.sales + self.match

    @property
    def paid(self) -> int:
        return self.sales - self.coupon

    @property
    def is_goods(self) -> bool:
        return self.quantity > 0

    @property
    def pieces(self) -> int:
        return 1 if self.quantity > PETROL else self.quantity


@dataclass(frozen=True, slots=True)
class Basket:
    id: int
    household: int
    store: int
    at: datetime
    lines: tuple[Line, ...]


class Product(NamedTuple):
    id: int
    department: str
    brand: str
    category: str
    kind: str
    size: str


class Campaign(NamedTuple):
    id: int
    kind: str
    first_day: date
    last_day: date


class Redemption(NamedTuple):
    household: int
    coupon: Coupon
    day: date


@dataclass(frozen=True)
class Journey:
    """Products, campaigns and coupons whole; of `households` (what is known of each, in words) the baskets."""

    households: dict[int, str]
    products: list[Product]
    campaigns: dict[int, Campaign]
    mailed: set[tuple[int, int]]  # campaign, household
    coupons: dict[Coupon, frozenset[int]]  # their products
    redemptions: list[Redemption]
    baskets: Iterable[Basket]  # as often as one likes
