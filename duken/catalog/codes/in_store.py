"""In-store codes (EAN-13 beginning with 2): the scales print the item number and its weight or price.

A pattern has 13 places: digits as they stand, I item number, W weight in grams, P price in minor units,
V a check digit of the scales (not verified: makers differ), C the EAN check digit.
Source: GS1 General Specifications 2.1.10, restricted circulation numbers; the layout is the retailer's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duken.catalog.codes.gtin import is_digits, is_gtin

DEFAULT_PATTERNS = (
    "20IIIIIWWWWWC",
    "21IIIIIWWWWWC",
    "22IIIIIWWWWWC",
    "23IIIIIPPPPPC",
    "24IIIIIPPPPPC",
)
LETTERS = "IWPVC"


@dataclass(frozen=True, slots=True)
class InStore:
    """`item` is the prefix and the item number ("2012345"): the code the product is registered under."""

    item: str
    weight_grams: int | None
    price_minor: int | None


def is_pattern(pattern: str) -> bool:
    """13 places, first digit 2, an item number, weight or price but not both, C last and only there."""
    letters = pattern.lstrip("0123456789")
    fixed = pattern[: len(pattern) - len(letters)]
    return (
        len(pattern) == 13
        and pattern.startswith("2")
        and pattern.isascii()
        and set(letters) <= set(LETTERS)
        and all(_is_one_run(letters, letter) for letter in LETTERS)
        and "I" in letters
        and ("W" in letters) != ("P" in letters)
        and letters.find("C") == len(letters) - 1
        and len(fixed) >= 1
    )


def _is_one_run(letters: str, letter: str) -> bool:
    return not letters.strip("".join(set(LETTERS) - {letter})).replace(letter, "")


def read_in_store(code: str, patterns: Sequence[str]) -> InStore | None:
    """What the first fitting pattern says; None if none fits or the check digit is wrong."""
    if len(code) != 13 or not code.startswith("2") or not is_gtin(code):
        return None
    for pattern in patterns:
        prefix = "".join(place for place in pattern if place.isdigit())
        if code.startswith(prefix):
            return InStore(
                item=prefix + _places(code, pattern, "I"),
                weight_grams=_number(code, pattern, "W"),
                price_minor=_number(code, pattern, "P"),
            )
    return None


def _places(code: str, pattern: str, letter: str) -> str:
    return "".join(digit for digit, place in zip(code, pattern, strict=True) if place == letter)


def _number(code: str, pattern: str, letter: str) -> int | None:
    digits = _places(code, pattern, letter)
    return int(digits) if digits else None


def is_item_number(code: str) -> bool:
    """A prefix and item number as `read_in_store` answers it: 3 to 12 digits beginning with 2."""
    return is_digits(code) and code.startswith("2") and 3 <= len(code) <= 12
