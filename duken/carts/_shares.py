"""Ways into a basket that can be handed on: six digits to say, a link to scan or to send. Only hashes are kept."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.core import signing
from django.utils.crypto import salted_hmac

from duken.carts.errors import CartCodeUnknown, CartLinkOver
from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor

CODE_MINUTES = 15
LINK_DAYS = 7
_SALT = "duken.carts.share"
_TRIES = 20


class Share(NamedTuple):
    id: UUID
    cart_id: UUID
    is_single: bool


def write_share(cart_id: UUID, *, with_code: bool, by: Actor) -> tuple[UUID, str, datetime]:
    """A new way into the basket, in place of the code there was: its id, its six digits, how long it is good."""
    now = clock.now()
    until = now + (timedelta(minutes=CODE_MINUTES) if with_code else timedelta(days=LINK_DAYS))
    sql.run("DELETE FROM carts_cartshare WHERE expires_at <= %s", [now])
    if with_code:
        sql.run("DELETE FROM carts_cartshare WHERE cart_id = %s AND is_single", [cart_id])
    for _ in range(_TRIES):
        code = f"{secrets.randbelow(1_000_000):06d}" if with_code else ""
        told = [ids.new_id(), cart_id, _hashed(code), with_code, until, by.id, by.channel]
        if made := sql.rows(_WRITE, told):
            return made[0][0], code, until
    raise AssertionError("a million codes are not taken at once")


def token_of(share_id: UUID) -> str:
    """The unguessable part of the link: signed, so that what is tried out is thrown away before any question."""
    return signing.Signer(salt=_SALT).sign(share_id.hex)


def share_with_code(code: str) -> Share:
    """The live share, locked; raises CartCodeUnknown."""
    digits = "".join(character for character in code if character.isdigit())
    found = sql.named_rows(Share, _BY_CODE, [_hashed(digits[:12]), clock.now()]) if digits else []
    if not found:
        raise CartCodeUnknown(CODE_MINUTES)
    return found[0]


def share_with_token(token: str) -> Share:
    """The live share behind a link, locked; raises CartLinkOver."""
    try:
        share_id = UUID(signing.Signer(salt=_SALT).unsign(token[:200]))
    except (signing.BadSignature, ValueError):
        raise CartLinkOver from None
    found = sql.named_rows(Share, _BY_ID, [share_id, clock.now()])
    if not found:
        raise CartLinkOver
    return found[0]


def use_up(share: Share) -> None:
    if share.is_single:
        sql.run("DELETE FROM carts_cartshare WHERE id = %s", [share.id])


def _hashed(code: str) -> str:
    # Six digits are tried out in a second by whoever has the table; without the shop's key they cannot be.
    return salted_hmac(_SALT, code, algorithm="sha256").hexdigest() if code else ""


_WRITE = """
INSERT INTO carts_cartshare (id, cart_id, code_hash, is_single, expires_at, made_by, channel)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (code_hash) WHERE code_hash <> '' DO NOTHING RETURNING id
"""
_BY_CODE = "SELECT id, cart_id, is_single FROM carts_cartshare WHERE code_hash = %s AND expires_at > %s FOR UPDATE"
_BY_ID = "SELECT id, cart_id, is_single FROM carts_cartshare WHERE id = %s AND expires_at > %s FOR UPDATE"
