"""Checks that several drafts share: codes, countries, currencies."""

from __future__ import annotations

import re

from duken.kernel.money import CURRENCIES
from duken.kernel.refusals import InvalidField

_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
_COUNTRY = re.compile(r"[A-Z]{2}")


def check_code(code: str) -> None:
    if not _CODE.fullmatch(code):
        raise InvalidField("code", "not_a_code", code)


def check_name(name: str) -> None:
    if not name.strip() or len(name) > 200:
        raise InvalidField("name", "empty_or_too_long", name)


def check_country(country: str) -> None:
    if not _COUNTRY.fullmatch(country):
        raise InvalidField("country", "not_a_country", country)


def check_currency(currency: str) -> None:
    if currency not in CURRENCIES:
        raise InvalidField("currency", "not_a_currency", currency)


def check_not_negative(field: str, value: int) -> None:
    if value < 0:
        raise InvalidField(field, "out_of_range", value)
