"""The naive stock that the real one is compared with: a clipboard with a number for each heap of goods."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from duken.inventory.levels import Level

COMMON, DAMAGED, TRANSIT = "common", "damaged", "transit"
Heap = tuple[UUID, UUID, str]  # variant, location, bucket: one of these three or a channel it is kept for


@dataclass
class Clipboard:
    lying: Counter[Heap] = field(default_factory=Counter)
    promised: Counter[Heap] = field(default_factory=Counter)
    safety: Counter[tuple[UUID, UUID]] = field(default_factory=Counter)

    def free(self, heap: Heap) -> int:
        return self.lying[heap] - self.promised[heap]

    def can_lose(self, taken: dict[Heap, int]) -> bool:
        return all(self.free(heap) >= quantity for heap, quantity in taken.items())

    def promise(self, variant: UUID, place: UUID, quantity: int, channel: str) -> dict[Heap, int] | None:
        """Which heaps a promise to a channel takes from, its own first; None if that is too much."""
        own, common = (variant, place, channel), (variant, place, COMMON)
        from_own = min(quantity, self.free(own))
        rest = quantity - from_own
        if rest and self.free(common) - self.safety[variant, place] < rest:
            return None
        return {heap: units for heap, units in ((own, from_own), (common, rest)) if units}

    def level(self, variant: UUID, place: UUID, channel: str, channels: list[str]) -> Level:
        heaps = [(variant, place, bucket) for bucket in (COMMON, *channels)]
        safety = self.safety[variant, place]
        return Level(
            variant,
            place,
            on_hand=sum(self.lying[heap] for heap in heaps),
            held=sum(self.promised[heap] for heap in heaps),
            kept_for_others=sum(self.free((variant, place, other)) for other in channels if other != channel),
            in_transit=self.lying[variant, place, TRANSIT],
            damaged=self.lying[variant, place, DAMAGED],
            safety=safety,
            sellable=max(0, self.free((variant, place, COMMON)) - safety) + self.free((variant, place, channel)),
        )
