"""Kinds of identities, how far each is proven, and the one spelling of each. Pure."""

from __future__ import annotations

import re

from duken.customers.contacts import normal_email, normal_phone
from duken.kernel.refusals import InvalidField

KINDS = ["phone", "email", "telegram", "whatsapp", "viber", "instagram", "vk", "loyalty_card", "device", "marketplace"]
PROOFS = ["typed", "confirmed", "signed_in", "paid_with"]  # weakest first
RANK = {proof: rank for rank, proof in enumerate(PROOFS)}

_LONGEST = 254
_NUMBERED = {"whatsapp", "viber"}  # these know people by their phone number
_ADDRESSES = re.compile(r"^(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|instagram\.com|vk\.com|vk\.ru)/", re.I)


def normal(kind: str, text: str, *, country: str = "") -> str:
    """The one spelling of an identity. `country` (ISO 3166) reads phone numbers without a prefix. Raises InvalidField.

    Messengers: the name without @ and address, lower case, or the number they were given as. Loyalty cards: letters
    and digits, upper case. Marketplaces: "kaspi:123".
    """
    if kind not in KINDS:
        raise InvalidField("kind", "unknown", kind)
    if kind == "phone":
        return normal_phone(text, country=country)
    if kind == "email":
        return normal_email(text)
    bare = text.strip()
    if kind in _NUMBERED:
        return normal_phone(bare, country=country)
    if kind in ("telegram", "instagram", "vk"):
        bare = _ADDRESSES.sub("", bare).strip("/").removeprefix("@").lower()
    elif kind == "loyalty_card":
        bare = "".join(character for character in bare.upper() if character.isalnum())
    elif kind == "marketplace":
        market, colon, number = bare.partition(":")
        bare = f"{market.strip().lower()}:{number.strip()}" if colon and market.strip() and number.strip() else ""
    if not bare or len(bare) > _LONGEST or not bare.isprintable():
        raise InvalidField(kind, "not_understood", text[:80])
    return bare


def weaker_than(proof: str) -> list[str]:
    return PROOFS[: RANK[proof]]
