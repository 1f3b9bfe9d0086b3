"""A return whose lines know the sales they came from: what is written down and posted."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from duken.returns.drafts import ReturnDraft
from duken.returns.match import Part


@dataclass(frozen=True, slots=True)
class Matched:
    """A good draft with its id, its place, and each of its lines split over the sales it came from."""

    id: UUID
    draft: ReturnDraft
    location_id: UUID
    variants: tuple[UUID, ...]
    parts: tuple[tuple[Part, ...], ...]

    @property
    def goods_minor(self) -> int:
        return sum(line.quantity * line.unit_price_minor for line in self.draft.lines)

    @property
    def total_minor(self) -> int:
        return self.goods_minor + self.draft.delivery_minor + self.draft.credit_minor
