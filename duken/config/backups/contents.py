"""Contents: what a backup says of itself, first what it is made of, last what must have been found in it."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson
from django.conf import settings

from duken.config.backups.envelope import Damaged

FORMAT = 1
FIRST, LAST = "shop.json", "proof.json"
TABLES, MEDIA, SECRETS = "tables/", "media/", "secrets/"

# What a shop was set to; names that may hold a password are not among them.
_TOLD = (
    "DUKEN_SHOP_NAME", "DUKEN_PUBLIC_URL", "DUKEN_LIVE_URL", "DUKEN_HOSTS", "DUKEN_BEHIND_PROXY", "DUKEN_EMAIL_BACKEND",
    "DUKEN_EMAIL_FROM", "DUKEN_DEMO", "DUKEN_TEST_GATEWAY", "DUKEN_WEB_WORKERS", "DUKEN_WEB_THREADS",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shop:
    """The first piece. `migrations`: which schema the tables have; `secret` tells keys apart without telling them."""

    format: int
    made_at: str
    version: str
    postgres: int
    migrations: Sequence[Sequence[str]]
    tables: Mapping[str, Sequence[str]]
    settings: Mapping[str, str]
    secret: str


@dataclass(slots=True)
class Sum:
    """How many there are (rows of a table, files) and the SHA-256 of all their bytes."""

    count: int = 0
    sha256: str = ""
    _hash: Any = field(default_factory=hashlib.sha256, repr=False, compare=False)

    def add(self, content: bytes, count: int) -> None:
        self.count += count
        self._hash.update(content)
        self.sha256 = self._hash.hexdigest()

    def told(self) -> list[int | str]:
        return [self.count, self.sha256]


@dataclass(frozen=True, slots=True)
class Proof:
    """The last piece: whoever reads the file must find exactly this. `breaches`: what `duken verify` found in the
    snapshot that was written (0 in a sound shop)."""

    tables: Mapping[str, Sequence[Any]]
    sequences: Mapping[str, Sequence[Any]]
    media: Sequence[Any]
    secrets: Sequence[Any]
    breaches: int


def told_settings() -> dict[str, str]:
    return {name: os.environ[name] for name in _TOLD if name in os.environ}


def secret_fingerprint() -> str:
    """The same for the same SECRET_KEY; says nothing about it."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"duken backup", "sha256").hex()[:16]


def dumped(piece: Shop | Proof) -> bytes:
    return orjson.dumps(asdict(piece), option=orjson.OPT_INDENT_2)


def shop_of(content: bytes) -> Shop:
    try:
        shop = Shop(**orjson.loads(content))
    except (orjson.JSONDecodeError, TypeError):
        raise Damaged("its first piece cannot be read") from None
    if shop.format != FORMAT:
        raise Damaged(f"it has format {shop.format}; this Duken reads format {FORMAT}")
    return shop


def proof_of(content: bytes) -> Proof:
    try:
        return Proof(**orjson.loads(content))
    except (orjson.JSONDecodeError, TypeError):
        raise Damaged("its last piece cannot be read") from None
