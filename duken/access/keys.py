"""Keys of machines: made once, shown once, kept as a hash, revocable."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from duken.access import audit
from duken.access.errors import KeyRefused, UnknownScope
from duken.access.models import ApiKey
from duken.access.scopes import COMPANY_WIDE, SCOPES
from duken.kernel import clock
from duken.kernel.actor import Actor, StoreForbidden

_REMEMBER_SECONDS = 5  # a revoked key may still open a door for this long, in a process that has just seen it
_remembered: dict[bytes, tuple[float, Actor]] = {}


class NewKey(NamedTuple):
    id: UUID
    prefix: str
    secret: str  # shown once, never stored


class KeyRead(NamedTuple):
    id: UUID
    name: str
    prefix: str
    scopes: list[str]
    channel: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


def create_key(
    name: str,
    *,
    scopes: Iterable[str],
    stores: Iterable[UUID] | None = None,
    channel: str = "api",
    expires_at: datetime | None = None,
    by: Actor,
) -> NewKey:
    """A key for a machine. The secret is in the answer and nowhere else.

    Nobody gives what they do not have. Raises UnknownScope, ScopeMissing, StoreForbidden.
    """
    by.require("access.keys")
    wanted = sorted(set(scopes))
    for scope in wanted:
        if scope not in SCOPES:
            raise UnknownScope(scope)
        by.require(scope)
    places = None if stores is None else sorted(set(stores))
    if by.stores is not None and not by.stores.issuperset([None] if places is None else places):
        raise StoreForbidden("access.keys")
    secret = f"duk_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        key = ApiKey.objects.create(
            name=name,
            prefix=secret[:12],
            hash=_hash(secret),
            scopes=wanted,
            stores=None if places is None else [str(store) for store in places],
            channel=channel,
            created_at=clock.now(),
            expires_at=expires_at,
        )
        audit.write("access.keys", f"key:{key.prefix}", facts={"scopes": wanted, "name": name}, by=by)
    return NewKey(key.id, key.prefix, secret)


def revoke_key(prefix: str, *, by: Actor) -> bool:
    """Close the door for a key; False when it was closed already, never existed, or opens stores beyond `by`'s."""
    by.require("access.keys")
    with transaction.atomic():
        closed = visible_to(by).filter(prefix=prefix[:12], revoked_at=None).update(revoked_at=clock.now())
        if closed:
            audit.write("access.keys", f"key:{prefix[:12]}", facts={"revoked": True}, by=by)
    _remembered.clear()
    return bool(closed)


def actor_for_key(secret: str) -> Actor:
    """The actor a key stands for. Raises KeyRefused for a wrong, revoked or expired one."""
    digest = _hash(secret)
    known = _remembered.get(digest)
    if known and known[0] > time.monotonic():
        return known[1]
    key = ApiKey.objects.filter(hash=digest, revoked_at=None).first()
    if key is None or (key.expires_at and key.expires_at <= clock.now()):
        raise KeyRefused
    actor = _actor(key)
    if len(_remembered) > 10_000:
        _remembered.clear()
    _remembered[digest] = (time.monotonic() + _REMEMBER_SECONDS, actor)
    return actor


def actors_of_keys(prefixes: Collection[str]) -> list[Actor]:
    """Of those that still open something. For what works in a key's name while nobody knocks."""
    now = clock.now()
    found = ApiKey.objects.filter(prefix__in=prefixes, revoked_at=None)
    return [_actor(key) for key in found if key.expires_at is None or key.expires_at > now]


def list_keys(*, by: Actor) -> list[KeyRead]:
    """Oldest first; who manages some stores sees the keys that open nothing beyond them."""
    by.require("access.keys")
    return [KeyRead(*row) for row in visible_to(by).order_by("created_at").values_list(*KeyRead._fields)]


def visible_to(by: Actor) -> QuerySet[ApiKey]:
    keys = ApiKey.objects.all()
    return keys if by.stores is None else keys.filter(stores__contained_by=[str(store) for store in by.stores])


def _actor(key: ApiKey) -> Actor:
    stores = None if key.stores is None else frozenset(UUID(store) for store in key.stores)
    scopes = frozenset(key.scopes) - (COMPANY_WIDE if stores is not None else frozenset())
    return Actor(f"key:{key.prefix}", key.channel, scopes, stores, name=key.name)


def _hash(secret: str) -> bytes:
    # The secret has 256 random bits: a plain hash cannot be guessed back, and it can be looked up.
    return hashlib.sha256(secret.encode()).digest()
