"""The privacy wall: what somebody may see of a customer by how far they have proven to be them. Pure.

A typed phone number or e-mail proves nothing: it opens nothing, and nobody learns from our answer whether we know it.
Every page and operation for shoppers asks here; `tests/security/test_privacy_wall.py` walks all of them as a stranger.
"""

from __future__ import annotations

from typing import Literal

What = Literal["first_name", "basket", "points", "name", "contacts", "orders", "addresses", "consents", "devices"]

_TYPED: frozenset[What] = frozenset()
# A code was given back, on the telephone or in a chat: enough to go on with what they had begun.
_CONFIRMED: frozenset[What] = _TYPED | {"first_name", "basket", "points"}
_SIGNED_IN: frozenset[What] = _CONFIRMED | {"name", "contacts", "orders", "addresses", "consents", "devices"}

SEES: dict[str, frozenset[What]] = {
    "": frozenset(),
    "typed": _TYPED,
    "confirmed": _CONFIRMED,
    "signed_in": _SIGNED_IN,
    "paid_with": _SIGNED_IN,
}


def may_see(what: What, *, proof: str) -> bool:
    """`proof` as in identities/kinds.py, empty for a stranger. What is not listed is not seen."""
    return what in SEES.get(proof, frozenset())
