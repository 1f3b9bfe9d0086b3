"""How a coupon's code is written. Pure."""

from __future__ import annotations


def normal_code(text: str) -> str:
    """Any usual spelling as one: upper case, without blanks and dashes. `hello-10` is HELLO10."""
    return "".join(character for character in text.upper()[:100] if character not in " -–—_\t\n\r\x00")
