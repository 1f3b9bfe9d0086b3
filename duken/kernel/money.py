"""Money: whole minor units and a currency, never a float, never divided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.numbers import get_currency_precision, list_currencies

CURRENCIES = frozenset(list_currencies())  # every code ISO 4217 knows or knew


class CurrencyMismatch(Exception):
    """Two currencies met in one sum: a bug of ours, so it is no Refusal."""


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """`minor` units of `currency` (ISO 4217): Money(1999, "EUR") is 19.99 euro."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        assert isinstance(self.minor, int), f"minor units are whole: {self.minor!r}"

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __mul__(self, times: int) -> Money:
        assert isinstance(times, int), "multiply money by whole numbers; use times() for a rate"
        return Money(self.minor * times, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def times(self, rate: Decimal, rounding: str = ROUND_HALF_UP) -> Money:
        """Multiply by a rate and round to the minor unit, the way the caller names."""
        return Money(round_minor(self.minor * rate, rounding), self.currency)

    def split(self, parts: int) -> list[Money]:
        """Equal parts, the odd minor units to the first ones: Money(1999, "EUR").split(3) is 667, 666, 666."""
        return self.share([1] * parts)

    def share(self, weights: Sequence[int]) -> list[Money]:
        """Parts in proportion to `weights` (none negative), by largest remainder; they always add up."""
        return [Money(part, self.currency) for part in share_minor(self.minor, weights)]

    def decimal(self) -> Decimal:
        """The amount in major units, for people and for outside systems."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency))

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")
        return other.minor


def share_minor(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` by `weights` with the largest-remainder method; ties go to the earlier part."""
    assert weights, "nothing to share among"
    assert all(weight >= 0 for weight in weights), "a weight is never negative"
    if not any(weights):
        weights = [1] * len(weights)
    sign = -1 if total < 0 else 1
    whole = sum(weights)
    parts, remainders = [], []
    for position, weight in enumerate(weights):
        part, remainder = divmod(abs(total) * weight, whole)
        parts.append(part)
        remainders.append((-remainder, position))
    for _, position in sorted(remainders)[: abs(total) - sum(parts)]:
        parts[position] += 1
    return [sign * part for part in parts]


def round_minor(amount: Decimal, rounding: str = ROUND_HALF_UP) -> int:
    return int(amount.quantize(Decimal(1), rounding=rounding))


def zero(currency: str) -> Money:
    return Money(0, currency)


def total(amounts: Iterable[Money], currency: str) -> Money:
    return sum(amounts, zero(currency))


@lru_cache(maxsize=256)
def minor_digits(currency: str) -> int:
    """Digits after the point by CLDR: 2 for EUR, 0 for JPY."""
    return get_currency_precision(currency)


def parse_major(amount: Decimal, currency: str, rounding: str = ROUND_HALF_UP) -> Money:
    """Major units as an outside system writes them (19.99) to Money."""
    return Money(round_minor(amount.scaleb(minor_digits(currency)), rounding), currency)
