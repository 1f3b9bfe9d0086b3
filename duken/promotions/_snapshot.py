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
    budgets, spent = _budgets_left(rows), _used_up(rows)
    spent |= {promotion_id for promotion_id, left in budgets.items() if left <= 0}
    return [_active(row, budgets.get(row.id)) for row in rows if row.id not in spent]


def _budgets_left(rows: Sequence[_Row]) -> dict[UUID, int]:
    limited = {str(row.id) for row in rows if row.budget_minor is not None}
    left = floored(BUDGET, sorted({row.currency for row in rows}), buckets=["left"]) if limited else []
    return {UUID(balance.place): balance.free for balance in left if balance.place in limited}


def _used_up(rows: Sequence[_Row]) -> set[UUID]:
    limited = [str(row.id) for row in rows if row.uses is not None]
    left = floored(USES, limited, buckets=["left"]) if limited else []
    return {UUID(balance.unit) for balance in left if balance.free <= 0}


def _active(row: _Row, budget_left: int | None) -> ActivePromotion:
    """The last of a budget is given to whoever comes; a first order is one order, whatever its author says."""
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
        cap_minor=min((cap for cap in (row.cap_minor, budget_left) if cap is not None), default=None),
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
        row.uses_per_customer or (1 if terms.when.is_first_order else None),
    )
