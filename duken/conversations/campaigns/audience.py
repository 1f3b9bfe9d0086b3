"""Whom an offer is about, and who of them may be written to: asked anew each time, never kept as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from duken.conversations.offers import may_be_written_to
from duken.customers import audience as people
from duken.customers.audience import AudienceQuery
from duken.kernel.actor import Actor
from duken.loyalty.reads import tiers_of

BATCH = 200
COUNTED = 5_000  # so many are looked at while somebody waits for the page


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody, or those in one of `groups`, on one of `tiers` of the programme in `currency`, who bought of one of
    `categories` (ids), whose last order was at or after `since` and before `until`."""

    groups: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    currency: str = ""
    categories: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        moments = {name: at.isoformat() for name, at in (("since", self.since), ("until", self.until)) if at}
        listed = {name: list(getattr(self, name)) for name in ("groups", "tiers", "categories") if getattr(self, name)}
        return listed | moments | ({"currency": self.currency} if self.tiers else {})


def audience_of(kept: Mapping[str, Any]) -> Audience:
    return Audience(
        groups=tuple(kept.get("groups", ())),
        tiers=tuple(kept.get("tiers", ())),
        currency=kept.get("currency", ""),
        categories=tuple(kept.get("categories", ())),
        since=_moment(kept.get("since", "")),
        until=_moment(kept.get("until", "")),
    )


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def next_people(audience: Audience, *, after: UUID | None, by: Actor) -> tuple[list[UUID], UUID | None]:
    """The next of them, at most BATCH, and the last card looked at; None when there are no more."""
    query = AudienceQuery(audience.groups, audience.categories, audience.since, audience.until)
    found = people.audience(query, after=after, limit=BATCH, by=by)
    if not found:
        return [], None
    if not audience.tiers:
        return found, found[-1]
    tiers = tiers_of(found, audience.currency)
    return [one for one in found if tiers.get(one) in audience.tiers], found[-1]


class Counted(NamedTuple):
    """How many there are, how many may be written to by each way, and why the others may not (a refusal's code).
    `is_cut`: there are more; these are the first that were looked at."""

    people: int
    by_way: dict[str, int]
    left_out: dict[str, int]
    is_cut: bool

    @property
    def reached(self) -> int:
        return sum(self.by_way.values())

    @property
    def is_nobody(self) -> bool:
        return not self.reached and not self.is_cut


def count_audience(audience: Audience, *, purpose: str, by: Actor) -> Counted:
    """Before sending, by the very function that decides when it is written."""
    by_way: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    looked, after = 0, None
    while looked < COUNTED:
        found, after = next_people(audience, after=after, by=by)
        if after is None:
            break
        looked += BATCH
        for one in may_be_written_to(found, purpose=purpose, by=by):
            if one.why:
                left_out[one.why.code] += 1
            else:
                by_way[one.way[0]] += 1
    total = sum(by_way.values()) + sum(left_out.values())
    return Counted(total, dict(by_way), dict(left_out), after is not None)
