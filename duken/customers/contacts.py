"""Contacts in one spelling: phone numbers in E.164, e-mail in lower case. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

from duken.kernel.refusals import InvalidField

_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]{2,}$")


@lru_cache(maxsize=10_000)  # the pages of one checkout ask again and again
def normal_phone(text: str, *, country: str) -> str:
    """Any usual spelling (8 701…, +7 701…, 701…) as E.164; `country` (ISO 3166) reads numbers without a prefix.

    Raises InvalidField. Possible numbers pass (ITU-T E.164 lengths): numbering plans change faster than releases.
    """
    try:
        number = phonenumbers.parse(text.strip(), country.upper() or None)
    except phonenumbers.NumberParseException:
        raise InvalidField("phone", "not_a_phone", text) from None
    if not phonenumbers.is_possible_number(number):
        raise InvalidField("phone", "not_a_phone", text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def normal_email(text: str) -> str:
    """Lower case, no blanks around. Raises InvalidField."""
    email = text.strip().lower()
    if len(email) > 254 or not _EMAIL.match(email) or not email.isprintable():
        raise InvalidField("email", "not_an_email", text)
    return email
