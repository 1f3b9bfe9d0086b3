"""Ids: UUIDv7 made by us, so a till can make them offline; shown with a prefix (`ord_…`).

The shown form is a TypeID (prefix, underscore, 26 characters of Crockford base32): sortable, safe in
a URL and in a phone call. Specification: TypeID 0.3, RFC 9562 for UUIDv7.
"""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7

from duken.kernel.refusals import Invalid

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_LENGTH = 26
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_SHIFTS = range(120, -10, -10)


def new_id() -> UUID:
    """A fresh id that sorts by the time it was made."""
    return uuid7()


def show(prefix: str, identifier: UUID) -> str:
    """`show("ord", id)` is `ord_01h2xcejqtf2nbrexx3vqjhp41`."""
    number = identifier.int
    pairs = [_PAIRS[number >> shift & 1023] for shift in _SHIFTS]
    return f"{prefix}_{''.join(pairs)}"


def read(prefix: str, shown: str) -> UUID:
    """The id behind `shown`; a plain UUID is read too. Anything else raises BadId."""
    text = shown.strip()
    try:
        if text.startswith(f"{prefix}_"):
            return _decode(text[len(prefix) + 1 :])
        return UUID(text)
    except (ValueError, KeyError):
        raise BadId(shown, prefix) from None


def _decode(text: str) -> UUID:
    if len(text) != _LENGTH or text[0] > "7":
        raise ValueError(text)
    number = 0
    for character in text:
        number = number << 5 | _VALUES[character]
    return UUID(int=number)


class BadId(Invalid):
    code = "kernel.bad_id"

    def __init__(self, shown: str, prefix: str) -> None:
        super().__init__(shown=shown[:80], prefix=prefix)
