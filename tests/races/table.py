"""What the races showed, row by row; printed at the end of `make race`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.races.swarm import Record

_HEADS = (
    "race", "buyers", "supply", "sold", "refused", "errors", "p50", "p95", "p99", "verify", "control failed in",
)  # fmt: skip


@dataclass(slots=True)
class _Row:
    """One race: `supply` and `sold` in whatever is scarce there (units, orders, refunds)."""

    buyers: Any = ""
    supply: Any = ""
    sold: Any = ""
    refused: Any = ""
    errors: Any = ""
    p50: str = ""
    p95: str = ""
    p99: str = ""
    verify: str = ""
    control: str = ""


_rows: dict[str, _Row] = {}


def ran(race: str, record: Record, *, supply: int, sold: int, refused: int) -> None:
    row = _rows.setdefault(race, _Row())
    row.buyers, row.supply, row.sold, row.refused, row.errors = (
        len(record.answers),
        supply,
        sold,
        refused,
        record.errors,
    )
    if record.answers:
        row.p50, row.p95, row.p99 = (f"{record.percentile(share) * 1000:,.0f} ms" for share in (0.5, 0.95, 0.99))


def verified(race: str, checks: int, broken: Iterable[str]) -> None:
    told = list(broken)
    _rows.setdefault(race, _Row()).verify = f"{len(told)} broken" if told else f"{checks} of {checks}"


def caught(race: str, failed: Sequence[bool]) -> None:
    """How many of the repeats without the guard were noticed; 95 in 100 are asked for."""
    _rows.setdefault(race, _Row()).control = f"{sum(failed)} of {len(failed)}"
    assert sum(failed) >= 0.95 * len(failed)


def lines() -> list[str]:
    """The table in Markdown, columns aligned."""
    cells = [_HEADS, *((race, *(str(getattr(row, name)) for name in row.__slots__)) for race, row in _rows.items())]
    widths = [max(len(row[column]) for row in cells) for column in range(len(_HEADS))]
    drawn = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return [drawn[0], rule, *drawn[1:]] if _rows else []
