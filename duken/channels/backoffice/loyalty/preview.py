"""A programme said in sentences: what a basket earns, what that is worth, when it ends; for each tier."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from duken.kernel import clock
from duken.kernel.money import Money
from duken.loyalty.policies import Earning, Tier, months_later, points_for
from duken.loyalty.save_programme import ProgrammeDraft


def preview(draft: ProgrammeDraft, basket_minor: int) -> dict[str, Any]:
    """What one basket earns under these terms, by the very functions that give the points."""
    ends_at = months_later(clock.now(), draft.months) if draft.months else None
    tiers: list[Tier | None] = [None, *sorted(draft.tiers, key=lambda tier: tier.from_minor)]
    return {
        "basket": Money(basket_minor, draft.currency),
        "ends_at": ends_at,
        "lines": [_line(draft, basket_minor, tier) for tier in tiers],
        "give_back": Decimal(draft.earn_points * draft.point_value_minor) / draft.earn_per_minor,
        "most": Money(basket_minor * draft.most_basis_points // 10_000, draft.currency),
        "least": draft.least_points,
    }


def _line(draft: ProgrammeDraft, basket_minor: int, tier: Tier | None) -> dict[str, Any]:
    [points] = points_for(
        [Earning(basket_minor)],
        points=draft.earn_points,
        per_minor=draft.earn_per_minor,
        tier_per_mille=tier.per_mille if tier else 1000,
    )
    return {"tier": tier, "points": points, "worth": Money(points * draft.point_value_minor, draft.currency)}
