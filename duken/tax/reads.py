"""Questions about tax. Answered from a snapshot of a few seconds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from duken.tax._snapshot import Timeline, current, forget

__all__ = ["collects_tax", "forget", "rates_for"]


def rates_for(country: str, classes: Iterable[str], at: date | datetime) -> dict[str, Decimal]:
    """The rate of each class in a country on a day; a class without a rate is left out.

    A country without any rate is one where the shop collects no tax: every class answers 0 there.
    """
    day = at.date() if isinstance(at, datetime) else at
    if not collects_tax(country):
        return dict.fromkeys(classes, Decimal(0))
    timelines = current().rates[country]
    found = {tax_class: _rate_on(timelines.get(tax_class, ()), day) for tax_class in classes}
    return {tax_class: rate for tax_class, rate in found.items() if rate is not None}


def collects_tax(country: str) -> bool:
    return country in current().rates


def _rate_on(timeline: Timeline, day: date) -> Decimal | None:
    return next((rate for starts_on, rate in timeline if starts_on <= day), None)
