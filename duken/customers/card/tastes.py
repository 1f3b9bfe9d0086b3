"""What somebody likes, each with its reason: derived from what they bought, never asked for. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from duken.customers.timeline.reads import MomentRead

SALES = ("order_placed", "order_imported", "order_sold")
LEAST_ORDERS = 2  # one order is no habit
MOST_CATEGORIES = 3


class Taste(NamedTuple):
    """`code`: price_ceiling, category, method, payment. `because` of so many orders `of` all that were looked at.

    `value`: a category's id, a method's code, or minor units of `currency`.
    """

    code: str
    value: str
    because: int
    of: int
    currency: str = ""


def tastes(moments: Sequence[MomentRead]) -> list[Taste]:
    """From the latest sales, at most one price ceiling, three categories, one method, one payment."""
    sales = [moment.facts for moment in moments if moment.kind in SALES and "prices" in moment.facts]
    if len(sales) < LEAST_ORDERS:
        return []
    found = _ceiling(sales)
    for code, most in (("categories", MOST_CATEGORIES), ("method", 1), ("payment", 1)):
        found += _favourites(code, sales, most)
    return found


def _ceiling(sales: Sequence[dict[str, Any]]) -> list[Taste]:
    """Nine of ten things they bought cost no more than this."""
    currency = Counter(sale["currency"] for sale in sales).most_common(1)[0][0]
    ours = [sale for sale in sales if sale["currency"] == currency and sale["prices"]]
    prices = sorted(price for sale in ours for price in sale["prices"])
    if not prices:
        return []
    return [Taste("price_ceiling", str(prices[(len(prices) * 9 - 1) // 10]), len(ours), len(sales), currency)]


def _favourites(code: str, sales: Sequence[dict[str, Any]], most: int) -> list[Taste]:
    """What at least half of their orders have in common; of categories that go together the narrower is not known."""
    counts = Counter(
        value for sale in sales for value in (sale[code] if isinstance(sale[code], list) else [sale[code]]) if value
    )
    name = "category" if code == "categories" else code
    enough = [
        (value, count) for value, count in sorted(counts.items()) if count >= LEAST_ORDERS and count * 2 >= len(sales)
    ]
    enough.sort(key=lambda one: -one[1])
    return [Taste(name, value, count, len(sales)) for value, count in enough[:most]]
