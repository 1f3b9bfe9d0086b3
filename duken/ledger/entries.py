"""What is written in the ledger, as plain values: accounts, the four kinds of transfer, chains, answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import NewType
from uuid import UUID, uuid5

import msgspec

from duken.kernel import ids

TransferId = NewType("TransferId", UUID)
HoldId = NewType("HoldId", UUID)
ChainId = NewType("ChainId", UUID)

POST, HOLD, CAPTURE, RELEASE = 1, 2, 3, 4
KINDS = {POST: "post", HOLD: "hold", CAPTURE: "capture", RELEASE: "release"}

_NAMESPACE = UUID("5f6f1a52-6c0c-7b9e-8d3a-2f0a6b1c4d5e")


@dataclass(frozen=True, slots=True)
class Account:
    """Names an account. With a `floor` its balance is cached and (posted - held) never sinks below it."""

    book: str
    unit: str
    bucket: str
    place: str
    floor: int | None = None
    id: UUID = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", _account_id(self.book, self.unit, self.bucket, self.place))


@lru_cache(maxsize=200_000)
def _account_id(book: str, unit: str, bucket: str, place: str) -> UUID:
    # Made from the names, so nobody has to look an account up before writing to it.
    return uuid5(_NAMESPACE, f"{book}\x1f{unit}\x1f{bucket}\x1f{place}")


class Post(msgspec.Struct, frozen=True):
    """Move `amount` now."""

    source: Account
    target: Account
    amount: int
    reason: str = ""
    id: UUID = msgspec.field(default_factory=ids.new_id)


class Hold(msgspec.Struct, frozen=True):
    """Promise `amount`: it stays in `source` but is no longer free. Ends by capture, release or at `expires_at`.

    `leaving` is how much must stay free beyond the floor for this promise to be made (safety stock).
    """

    source: Account
    target: Account
    amount: int
    leaving: int = 0
    expires_at: datetime | None = None
    reason: str = ""
    id: UUID = msgspec.field(default_factory=ids.new_id)


class Capture(msgspec.Struct, frozen=True):
    """End a hold by moving `amount` of it (all of it when None); the rest is free again."""

    hold: HoldId
    amount: int | None = None
    reason: str = ""
    id: UUID = msgspec.field(default_factory=ids.new_id)


class Release(msgspec.Struct, frozen=True):
    """End a hold by moving nothing."""

    hold: HoldId
    reason: str = ""
    id: UUID = msgspec.field(default_factory=ids.new_id)


Transfer = Post | Hold | Capture | Release


class Chain(msgspec.Struct, frozen=True):
    """Transfers that succeed or fail together. The same `key` again gets the first answer and moves nothing."""

    key: str
    document: str
    transfers: tuple[Transfer, ...]
    happened_at: datetime | None = None
    actor: str = ""  # who asked for it, where chains of several people are posted together

    def fingerprint(self) -> bytes:
        """What was asked to move. Ids and the document are left out: they are made anew when a request is repeated."""
        parts = []
        for transfer in self.transfers:
            if isinstance(transfer, (Post, Hold)):
                kind = "post" if isinstance(transfer, Post) else "hold"
                parts.append(f"{kind} {transfer.source.id} {transfer.target.id} {transfer.amount}")
            elif isinstance(transfer, Capture):
                parts.append(f"capture {transfer.hold} {transfer.amount}")
            else:
                parts.append(f"release {transfer.hold}")
        return hashlib.sha256("\n".join(parts).encode()).digest()[:16]


class Posted(msgspec.Struct, frozen=True):
    """The answer to a chain that became true. `repeated`: it had become true before, under the same key.

    `transfers` are the ids as first written, in the order of the chain; a hold's id is its HoldId.
    """

    id: ChainId
    transfers: tuple[TransferId, ...]
    repeated: bool = False
