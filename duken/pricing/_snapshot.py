"""All price lists (not the prices), kept in this process for FRESH_SECONDS."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.db import transaction

from duken.kernel import reading, sql
from duken.pricing.policies import PriceListRead

FRESH_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    lists: tuple[PriceListRead, ...]
    taken_at: float


_kept: Snapshot | None = None


def current() -> Snapshot:
    global _kept
    kept = _kept
    if kept is None or time.monotonic() - kept.taken_at > FRESH_SECONDS:
        with reading.fresh():
            kept = _kept = Snapshot(tuple(read_lists()), time.monotonic())
    return kept


def read_lists() -> list[PriceListRead]:
    """The lists as they are now, for verbs that must not work from memory."""
    return sql.named_rows(
        PriceListRead,
        "SELECT id, code, name, currency, includes_tax, channel_code, store_group_id, customer_group,"
        " starts_at, ends_at, rank, is_active FROM pricing_pricelist ORDER BY rank, code",
    )


def forget() -> None:
    global _kept
    _kept = None


def forget_after_commit() -> None:
    forget()
    transaction.on_commit(forget)
