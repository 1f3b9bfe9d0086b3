"""Tax in an amount and tax on an amount: pure, whole minor units, rounded half up (half away from zero).

A rate has five decimal places at most, so both are exact divisions of whole numbers: no Decimal, no float,
and the same in any language that has big integers.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

WHOLE = 100_000


def included_tax(gross_minor: int, rate: Decimal) -> int:
    """The tax inside a price that includes it: gross × rate ÷ (1 + rate)."""
    parts = rate_parts(rate)
    return divide_half_up(gross_minor * parts, WHOLE + parts)


def added_tax(net_minor: int, rate: Decimal) -> int:
    """The tax that comes on top of a price without it: net × rate."""
    return divide_half_up(net_minor * rate_parts(rate), WHOLE)


def divide_half_up(number: int, divisor: int) -> int:
    """The nearest whole number; a half goes away from zero, so a refund mirrors its sale."""
    whole = (2 * abs(number) + divisor) // (2 * divisor)
    return -whole if number < 0 else whole


@lru_cache(maxsize=1024)
def rate_parts(rate: Decimal) -> int:
    """A rate in hundred-thousandths: 0.20 is 20000."""
    parts = rate.scaleb(5)
    assert parts == int(parts), f"a rate has five decimal places at most: {rate}"
    assert parts >= 0, f"a rate is not negative: {rate}"
    return int(parts)
