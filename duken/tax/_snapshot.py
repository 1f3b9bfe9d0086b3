"""All rates, kept in this process for FRESH_SECONDS: a few dozen rows that every price asks for."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from duken.kernel import reading, sql

FRESH_SECONDS = 5.0

Timeline = tuple[tuple[date, Decimal], ...]  # newest first


@dataclass(frozen=True, slots=True)
class Snapshot:
    rates: Mapping[str, Mapping[str, Timeline]]  # country -> class -> timeline
    taken_at: float


_kept: Snapshot | None = None


def current() -> Snapshot:
    global _kept
    kept = _kept
    if kept is None or time.monotonic() - kept.taken_at > FRESH_SECONDS:
        with reading.fresh():
            kept = _kept = _read()
    return kept


def forget() -> None:
    global _kept
    _kept = None


def forget_after_commit() -> None:
    forget()
    transaction.on_commit(forget)


def _read() -> Snapshot:
    taken_at = time.monotonic()
    found: dict[str, dict[str, list[tuple[date, Decimal]]]] = defaultdict(lambda: defaultdict(list))
    for country, tax_class, rate, starts_on in sql.rows(
        "SELECT country, tax_class, rate, starts_on FROM tax_taxrate ORDER BY starts_on DESC"
    ):
        found[country][tax_class].append((starts_on, rate))
    rates = {
        country: {tax_class: tuple(timeline) for tax_class, timeline in classes.items()}
        for country, classes in found.items()
    }
    return Snapshot(rates, taken_at)
