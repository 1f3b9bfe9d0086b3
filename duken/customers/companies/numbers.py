"""Tax numbers in normal spelling, checked as their country makes them.

Kazakhstan: BIN or, of a sole trader, IIN (12 digits). Russia: INN (10 or 12). Serbia: PIB (9). Others: as written.
"""

from __future__ import annotations

from collections.abc import Callable

from stdnum.exceptions import ValidationError
from stdnum.rs import pib
from stdnum.ru import inn

from duken.kernel.refusals import InvalidField

LONGEST = 20


def checked_tax_number(country: str, text: str) -> str:
    """Without spaces and dashes. Raises InvalidField."""
    number = "".join(character for character in text.upper() if character.isascii() and character.isalnum())
    if not 1 <= len(number) <= LONGEST:
        raise InvalidField("tax_number", "empty_or_too_long", text[:40])
    if (is_right := _RULES.get(country)) and not is_right(number):
        raise InvalidField("tax_number", "not_a_tax_number", number)
    return number


def _is_kz(number: str) -> bool:
    """The last digit is the others weighed 1…11, modulo 11; if that is 10, weighed 3…11, 1, 2."""
    if len(number) != 12 or not number.isdigit():
        return False
    digits = [int(digit) for digit in number]
    for weights in (range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)):
        check = sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11
        if check < 10:
            return check == digits[11]
    return False


def _by(validate: Callable[[str], str]) -> Callable[[str], bool]:
    def is_right(number: str) -> bool:
        try:
            return validate(number) == number
        except ValidationError:
            return False

    return is_right


_RULES: dict[str, Callable[[str], bool]] = {"KZ": _is_kz, "RU": _by(inn.validate), "RS": _by(pib.validate)}
