"""The journal as it travels: entries, and the one way to write them as JSON so that both ends hash the same bytes.

The format is that of docs/reference/till.md; tests/vectors/till/journal.json holds Python and TypeScript to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

DEEPEST = 20
MOST = 2**53 - 1  # beyond it a browser counts wrongly


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One fact. `shift` is None where none was open; `previous` is the hash of the entry before, "" for the first."""

    id: UUID
    sequence: int
    kind: str
    at: datetime
    cashier: str
    shift: UUID | None
    previous: str
    body: Mapping[str, Any]
    hash: str

    def is_sound(self) -> bool:
        return is_plain(self.body) and hash_of(self) == self.hash


def hash_of(entry: JournalEntry) -> str:
    """SHA-256 in lower-case hexadecimal over the canonical JSON of everything but the hash."""
    said = {
        "id": str(entry.id),
        "sequence": entry.sequence,
        "kind": entry.kind,
        "at": write_moment(entry.at),
        "cashier": entry.cashier,
        "shift": str(entry.shift) if entry.shift else "",
        "previous": entry.previous,
        "body": entry.body,
    }
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def canonical(value: Any) -> str:
    """Keys sorted, no blanks, nothing escaped that need not be."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def write_moment(at: datetime) -> str:
    """As a browser writes it: 2026-11-22T10:15:00.000Z."""
    there = at.astimezone(UTC)
    return f"{there:%Y-%m-%dT%H:%M:%S}.{there.microsecond // 1000:03d}Z"


def is_plain(value: Any, depth: int = DEEPEST) -> bool:
    """Nothing that two languages might write differently: no fractions, no number a browser cannot hold."""
    if isinstance(value, str):
        return value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value)
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, int):
        return -MOST <= value <= MOST
    if not depth:
        return False
    if isinstance(value, list):
        return all(is_plain(each, depth - 1) for each in value)
    return isinstance(value, dict) and all(is_plain(each, depth - 1) for pair in value.items() for each in pair)
