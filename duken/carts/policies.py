"""Decisions about baskets a shop may replace: limits, and what a price of goods sold by measure means. Pure."""

from __future__ import annotations

from duken.carts.errors import BadQuantity

MOST_LINES = 500
MOST_COUPONS = 20
MOST_PRICED_UNITS = 100_000
GREATEST_TOTAL_MINOR = 10**15

PRICED_PER = {"g": 1000, "ml": 1000, "mm": 1000, "cm": 100}


def priced_per(unit: str) -> int:
    """How many units the price is for: goods sold by the gram are priced by the kilogram, and so on."""
    return PRICED_PER.get(unit, 1)


def is_too_large(subtotal_minor: int, total_minor: int) -> bool:
    """Also before anything is taken off: a till counts in numbers that are exact up to 2^53."""
    return max(subtotal_minor, total_minor) > GREATEST_TOTAL_MINOR


def check_quantity(item: object, quantity: object, *, step: int, per: int) -> None:
    """Whole, positive, in whole steps, not above the limit; raises BadQuantity."""
    most = MOST_PRICED_UNITS * per
    if type(quantity) is not int or not 0 < quantity <= most or quantity % step:
        raise BadQuantity(item, quantity, step, most)
