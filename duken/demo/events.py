"""What happened to the demo: kept with the shop's own events, so a second start knows what is already there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from duken.kernel.events import Event


@dataclass(frozen=True, slots=True)
class DemoLoaded(Event):
    """One part of the demo is complete. `part` is shop or history, `size` small or full."""

    aggregate: ClassVar[str] = "demo"
    part: str
    size: str
    figures: dict[str, int]
