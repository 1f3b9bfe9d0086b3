"""Coins and notes. Pure."""

from __future__ import annotations

from duken.kernel.money import minor_digits

# In circulation, in major units, times 100.
_PIECES = {
    "CHF": (100_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5),
    "EUR": (20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "GBP": (5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "KZT": (
        2_000_000,
        1_000_000,
        500_000,
        200_000,
        100_000,
        50_000,
        20_000,
        10_000,
        5_000,
        2_000,
        1_000,
        500,
        200,
        100,
    ),
    "RSD": (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100),
    "RUB": (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 1_000, 500, 200, 100),
    "USD": (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 25, 10, 5, 1),
}
_STEPS = (1, 2, 5)


def denominations(currency: str) -> tuple[int, ...]:
    """In minor units, largest first; for a currency we do not know, 1, 2, 5, 10 … up to ten million of them."""
    digits = minor_digits(currency)
    if known := _PIECES.get(currency):
        return tuple(piece * 10**digits // 100 for piece in known)
    return tuple(sorted((step * 10**power for power in range(digits + 5) for step in _STEPS), reverse=True))


def smallest_coin(currency: str) -> int:
    """What cash is rounded to, in minor units."""
    return denominations(currency)[-1]
