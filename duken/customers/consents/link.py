"""The link that takes a consent back without signing in. Signed, so nobody can make one for somebody else."""

from __future__ import annotations

from uuid import UUID

from django.core.signing import BadSignature, Signer

from duken.customers.errors import LinkBroken

_SALT = "duken.consents.withdraw"


def withdrawal_token(customer_id: UUID, purpose: str) -> str:
    """It is good for ever: an old letter must still be able to stop the next one."""
    return Signer(salt=_SALT).sign(f"{purpose}.{customer_id.hex}").replace(":", "~")


def read_withdrawal(token: str) -> tuple[UUID, str]:
    """(card, purpose). Raises LinkBroken."""
    try:
        purpose, _, card = Signer(salt=_SALT).unsign(token.replace("~", ":")).partition(".")
        return UUID(card), purpose
    except (BadSignature, ValueError):
        raise LinkBroken from None
