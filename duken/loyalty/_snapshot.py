"""Active programmes, kept in this process for FRESH_SECONDS."""

from __future__ import annotations

import time
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from duken.kernel import reading
from duken.loyalty.models import Programme
from duken.loyalty.policies import Tier

FRESH_SECONDS = 5.0


class ProgrammeRead(NamedTuple):
    """A programme's terms. `months`: how long points count, None for ever."""

    id: UUID
    code: str
    name: str
    currency: str
    earn_points: int
    earn_per_minor: int
    point_value_minor: int
    least_points: int
    most_basis_points: int
    months: int | None
    tier_months: int
    tiers: tuple[Tier, ...]


_kept: tuple[float, dict[str, ProgrammeRead]] | None = None


def programmes() -> dict[str, ProgrammeRead]:
    """By currency."""
    global _kept
    kept = _kept
    if kept is None or time.monotonic() - kept[0] > FRESH_SECONDS:
        with reading.fresh():
            found = {row.currency: read_programme(row) for row in Programme.objects.filter(is_active=True)}
        kept = _kept = (time.monotonic(), found)
    return kept[1]


def read_programme(row: Programme) -> ProgrammeRead:
    return ProgrammeRead(
        row.pk,
        row.code,
        row.name,
        row.currency,
        row.earn_points,
        row.earn_per_minor,
        row.point_value_minor,
        row.least_points,
        row.most_basis_points,
        row.months,
        row.tier_months,
        tuple(Tier(**tier) for tier in row.tiers),
    )


def forget() -> None:
    global _kept
    _kept = None


def forget_after_commit() -> None:
    forget()
    transaction.on_commit(forget)
