"""What a programme's terms were: every version, who set it, and what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from duken.kernel.actor import Actor
from duken.loyalty.models import ProgrammeVersion


class VersionRead(NamedTuple):
    """`changed`: the names of the terms that differ from the version before."""

    number: int
    at: datetime
    actor: str
    terms: dict[str, Any]
    changed: list[str]


def programme_versions(programme_id: UUID, *, limit: int = 20, by: Actor) -> list[VersionRead]:
    """Newest first."""
    by.require("loyalty.read")
    rows = list(ProgrammeVersion.objects.filter(programme_id=programme_id).order_by("-number")[: limit + 1])
    pairs = [*pairwise(rows), *([(rows[-1], None)] if rows and rows[-1].number == 1 else [])]
    return [
        VersionRead(row.number, row.at, row.actor, row.terms, what_changed(before.terms if before else {}, row.terms))
        for row, before in pairs
    ]


def what_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
