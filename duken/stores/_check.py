"""Checks that several drafts share: codes, countries, currencies."""

from __future__ import annotations

import re

from babel.numbers import list_currencies

from duken.kernel.refusals import InvalidField

_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_CURRENCIES = frozenset(list_currencies())


def check_code(code: str) -> None:
    if not _CODE.fullmatch(code):
        raise InvalidField("code", "letters, digits, - and _ only", code)


def check_name(name: str) -> None:
    if not name.strip() or len(name) > 200:
        raise InvalidField("name", "1 to 200 characters", name)


def check_country(country: str) -> None:
    if not _COUNTRY.fullmatch(country):
        raise InvalidField("country", "two capital letters of ISO 3166", country)


def check_currency(currency: str) -> None:
    if currency not in _CURRENCIES:
        raise InvalidField("currency", "a code of ISO 4217", currency)


def check_not_negative(field: str, value: int) -> None:
    if value < 0:
        raise InvalidField(field, "not below zero", value)
