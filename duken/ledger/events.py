"""What the ledger tells: only what nobody else could know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from duken.kernel.events import Event
from duken.ledger.entries import HoldId


@dataclass(frozen=True, slots=True)
class HoldExpired(Event):
    aggregate: ClassVar[str] = "hold"
    document: str
    hold: HoldId
