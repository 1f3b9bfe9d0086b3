"""Active promotions, kept in this process for FRESH_SECONDS; whether there is something left of them too."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import orjson
from django.db import transaction

from duken.kernel import reading, sql
from duken.ledger.reads import floored
from duken.promotions.accounts import BUDGET, USES
from duken.promotions.rule import Rule, read_terms

FRESH_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class ActivePromotion:
    """A rule and its limits, as they were when the snapshot was taken."""

    rule: Rule
    name: str
    name_in: dict[str, str]
    currency: str
    starts_at: datetime | None
    ends_at: datetime | None
    has_budget: bool
    has_uses: bool
    uses_per_customer: int | None

    def is_in_force(self, at: datetime) -> bool:
        return (self.starts_at is None or self.starts_at <= at) and (self.ends_at is None or at < self.ends_at)


class _Row(NamedTuple):
    id: UUID
    code: str
    name: str
    name_in: str  # JSON, as a plain cursor gives it
    currency: str
    terms: str
    starts_at: datetime | None
    ends_at: datetime | None
    priority: int
    group: str
    alone: bool
    cap_minor: int | None
    budget_minor: int | None
    uses: int | None
    uses_per_customer: int | None


_kept: tuple[float, tuple[ActivePromotion, ...]] | None = None


def current() -> Sequence[ActivePromotion]:
    global _kept
    kept = _kept
    if kept is None or time.monotonic() - kept[0] > FRESH_SECONDS:
        with reading.fresh():
            kept = _kept = time.monotonic(), tuple(_read())
    return kept[1]


def forget() -> None:
    global _kept
    _kept = None


def forget_after_commit() -> None:
    forget()
    transaction.on_commit(forget)


def _read() -> list[ActivePromotion]:
    rows = sql.named_rows(
        _Row,
        """SELECT id, code, name, name_in, currency, terms, starts_at, ends_at, priority, "group", alone, cap_minor,
                  budget_minor, uses, uses_per_customer
           FROM promotions_promotion WHERE status = 'active' ORDER BY priority, code""",
    )
    spent = _spent(rows)
    return [_active(row) for row in rows if row.id not in spent]


def _spent(rows: Sequence[_Row]) -> set[UUID]:
    """Promotions of which nothing is left."""
    budgets = {str(row.id) for row in rows if row.budget_minor is not None}
    limited = [str(row.id) for row in rows if row.uses is not None]
    found: set[UUID] = set()
    if budgets:
        left = floored(BUDGET, sorted({row.currency for row in rows}), buckets=["left"])
        found |= {UUID(balance.place) for balance in left if balance.place in budgets and balance.free <= 0}
    if limited:
        found |= {UUID(balance.unit) for balance in floored(USES, limited, buckets=["left"]) if balance.free <= 0}
    return found


def _active(row: _Row) -> ActivePromotion:
    terms = read_terms(orjson.loads(row.terms))
    rule = Rule(
        id=row.id,
        code=row.code,
        effect=terms.effect,
        when=terms.when,
        goods=terms.goods,
        priority=row.priority,
        group=row.group,
        alone=row.alone,
        cap_minor=row.cap_minor,
    )
    return ActivePromotion(
        rule,
        row.name,
        orjson.loads(row.name_in),
        row.currency,
        row.starts_at,
        row.ends_at,
        row.budget_minor is not None,
        row.uses is not None,
        row.uses_per_customer,
    )
