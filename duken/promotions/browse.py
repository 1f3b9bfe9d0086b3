"""The list of promotions in the office: by state, by name or code, newest or next to end first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from duken.kernel import pages
from duken.kernel.actor import Actor
from duken.kernel.pages import Counted, Page, Sort
from duken.promotions.reads import PromotionRead, promotions


@dataclass(frozen=True, slots=True)
class PromotionQuery:
    """`search`: any part of name or code."""

    search: str = ""
    statuses: tuple[str, ...] = ()


class PromotionPage(NamedTuple):
    rows: list[PromotionRead]
    previous: str
    next: str


_SORTS = {
    "created": Sort("p.created_at", "timestamptz"),
    "name": Sort("lower(p.name)"),
    "priority": Sort("p.priority::bigint", "bigint"),
    "ends": Sort("coalesce(p.ends_at, 'infinity'::timestamptz)", "timestamptz"),
}


def browse_promotions(query: PromotionQuery, *, page: Page, by: Actor) -> PromotionPage:
    """One page; four statements. Raises SortUnknown, BadCursor."""
    by.require("promotions.read")
    found = pages.cut("p.id", "promotions_promotion p", *_narrow(query), page=page, sorts=_SORTS, identity="p.id")
    ids: list[UUID] = [row[0] for row in found.rows]
    read = {one.id: one for one in promotions(ids=ids, limit=page.limit, by=by)} if ids else {}
    return PromotionPage([read[one] for one in ids if one in read], found.previous, found.next)


def count_promotions(query: PromotionQuery, *, by: Actor) -> Counted:
    by.require("promotions.read")
    return pages.count("promotions_promotion p", *_narrow(query))


def _narrow(query: PromotionQuery) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    parameters: list[Any] = []
    if query.statuses:
        conditions.append("p.status = ANY(%s)")
        parameters.append(list(query.statuses))
    if query.search:
        conditions.append("strpos(lower(p.name || ' ' || p.code), lower(%s)) > 0")
        parameters.append(query.search)
    return conditions, parameters
