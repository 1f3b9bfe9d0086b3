"""The code of a gift card: XXXX-XXXX-XXXX-XXXX-XXXX, of which nobody can guess another. Pure but for the dice."""

from __future__ import annotations

import secrets

from django.utils.crypto import salted_hmac

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_VALUES = {character: value for value, character in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_RANDOM, _CHECKS = 17, 3  # 85 bits; a typing mistake passes once in 32,749
_PRIME = 32749


def new_code() -> str:
    """Seventeen random characters and three that follow from them."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM))
    return body + _checks(body)


def read_code(text: str) -> str | None:
    """A code in its normal spelling, or None if it cannot be one: then nobody has to be asked."""
    typed = [character for character in text.upper()[:60] if character not in " -–—_"]
    if len(typed) != _RANDOM + _CHECKS or any(character not in _VALUES for character in typed):
        return None
    code = "".join(_ALPHABET[_VALUES[character]] for character in typed)
    return code if _checks(code[:_RANDOM]) == code[_RANDOM:] else None


def show_code(code: str) -> str:
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def code_hash(code: str) -> str:
    """What the table keeps: who has the table alone cannot spend a card."""
    return salted_hmac("duken.payments.gift_card", code, algorithm="sha256").hexdigest()


def _checks(body: str) -> str:
    """One changed character, or two that stand side by side and changed places, give another remainder."""
    remainder = 0
    for character in body:
        remainder = (remainder * 32 + _VALUES[character]) % _PRIME
    remainder = remainder * 32**_CHECKS % _PRIME
    return "".join(_ALPHABET[remainder >> shift & 31] for shift in (10, 5, 0))
