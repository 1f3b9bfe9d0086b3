"""Card numbers: never accepted. People type them into notes and messages; what looks like one is refused there.

A card number has 13 to 19 digits, begins as one of the issuers' ranges (ISO/IEC 7812) and passes the Luhn check.
Article numbers (GTIN-13, GTIN-14), phones and numbers of parcels and orders are let through.
"""

from __future__ import annotations

import re

from duken.kernel.refusals import Invalid

_RUN = re.compile(r"(?<![\w+])\d[\d \u00a0.\u2010-\u2015-]{11,60}\d(?!\w)")
_GROUP = re.compile(r"\d+")
# (first, last, lengths): the beginnings in use, as so many digits.
_RANGES: tuple[tuple[int, int, frozenset[int]], ...] = (
    (4, 4, frozenset({13, 16, 18, 19})),  # Visa
    (51, 55, frozenset({16})), (2221, 2720, frozenset({16})),  # Mastercard
    (34, 34, frozenset({15})), (37, 37, frozenset({15})),  # American Express
    (6011, 6011, frozenset({16, 19})), (644, 649, frozenset({16, 19})), (65, 65, frozenset({16, 19})),  # Discover
    (300, 305, frozenset({14, 16})), (36, 36, frozenset({14, 16})), (38, 39, frozenset({14, 16})),  # Diners
    (3528, 3589, frozenset({16, 19})),  # JCB
    (2200, 2204, frozenset({16, 18, 19})),  # Mir
    (62, 62, frozenset({16, 17, 18, 19})), (81, 81, frozenset({16, 19})),  # UnionPay
    (50, 50, frozenset(range(13, 20))), (56, 58, frozenset(range(13, 20))), (6304, 6304, frozenset(range(13, 20))),
    (6759, 6763, frozenset(range(13, 20))), (9891, 9891, frozenset({16})),  # Maestro, Dina
    (8600, 8600, frozenset({16})), (9860, 9860, frozenset({16})), (9417, 9417, frozenset({16})),  # Uzcard, Humo, Elcart
    (9792, 9792, frozenset({16})),  # Troy
)  # fmt: skip


class CardNumberRefused(Invalid):
    """A card number in a free text. It is told where, never which."""

    code = "kernel.card_number"

    def __init__(self, field: str) -> None:
        super().__init__(field=field)


def refuse_card_number(field: str, text: str) -> None:
    """Raises CardNumberRefused."""
    if len(text) >= 13 and holds_card_number(text):
        raise CardNumberRefused(field)


def holds_card_number(text: str) -> bool:
    return any(_is_in(run.group()) for run in _RUN.finditer(text))


def _is_in(run: str) -> bool:
    """Whether neighbouring groups of digits make up a card number: 4111 1111 1111 1111, with a date behind or not."""
    groups = _GROUP.findall(run)
    for first in range(len(groups)):
        number = ""
        for group in groups[first:]:
            number += group
            if len(number) > 19:
                break
            if len(number) >= 13 and _is_card(number) and not (number == group and _is_gtin(number)):
                return True
    return False


def _is_card(number: str) -> bool:
    lengths_fit = any(
        len(number) in lengths and first <= int(number[: len(str(first))]) <= last for first, last, lengths in _RANGES
    )
    return lengths_fit and _luhn(number)


def _luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0


def _is_gtin(number: str) -> bool:
    """GS1's own check, with weights 1 and 3: what an assistant scans into a note is an article, not a card."""
    digits = [int(digit) for digit in reversed(number)]
    return len(number) in (13, 14) and (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0
