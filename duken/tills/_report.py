"""X and Z: the figures of a shift, added up from its entries as frontend/till/shift/report.ts does. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from duken.tills._bodies import ReportBody

Said = tuple[str, Mapping[str, Any]]  # kind, body


def report_of(entries: Sequence[Said], currency: str, number: int = 0) -> ReportBody:
    """`entries` of one shift, in any order; `number` is the Z report's, 0 on an X."""
    sold = _bodies(entries, "sold")
    moved = [body["amount_minor"] for body in _bodies(entries, "cash_moved")]
    by_tender = tendered([*sold, *_bodies(entries, "collected")])
    carried_in = _sum(_bodies(entries, "shift_opened"), "float_minor")
    cash_in = sum(amount for amount in moved if amount > 0)
    cash_out = sum(-amount for amount in moved if amount < 0)
    return ReportBody(
        currency=currency,
        number=number,
        receipts=len(sold),
        sales_minor=_sum(sold, "total_minor"),
        returns_minor=_sum(sold, "returned_minor"),
        discounts_minor=_sum(sold, "discount_minor"),
        tax_minor=_sum(sold, "tax_minor"),
        rounding_minor=_sum(sold, "rounding_minor"),
        by_tender=by_tender,
        float_minor=carried_in,
        cash_in_minor=cash_in,
        cash_out_minor=cash_out,
        expected_minor=carried_in + by_tender.get("cash", 0) + cash_in - cash_out,
    )


def tendered(bodies: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """One sum for each method that occurred, though it may be nothing."""
    sums: Counter[str] = Counter()
    for body in bodies:
        for tender in body["tenders"]:
            sums[tender["method"]] += tender["amount_minor"]
    return dict(sums)


def besides(entries: Sequence[Said]) -> dict[str, int]:
    """What the report of the drawer's own till does not hold, by tender; cash moved in or out is cash."""
    sums = Counter(tendered([*_bodies(entries, "sold"), *_bodies(entries, "collected")]))
    sums["cash"] += sum(body["amount_minor"] for body in _bodies(entries, "cash_moved"))
    return {method: amount for method, amount in sums.items() if amount}


def _bodies(entries: Sequence[Said], kind: str) -> list[Mapping[str, Any]]:
    return [body for found, body in entries if found == kind]


def _sum(bodies: Iterable[Mapping[str, Any]], field: str) -> int:
    return sum(body[field] for body in bodies)
