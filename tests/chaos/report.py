"""The table `make chaos` prints at the end: one row for each harm done."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """What was done and what it cost. `seconds` until it served again, None where that is not the question."""

    done: str
    acknowledged: int
    lost: int
    doubled: int
    seconds: float | None
    verified: bool
    note: str = ""


ROWS: list[Row] = []
COLUMNS = ("What was done", "Orders acknowledged", "Lost", "Doubled", "Seconds to serve again", "duken verify", "")


def show() -> None:
    table = Table(*COLUMNS, title="make chaos")
    for row in ROWS:
        seconds = "" if row.seconds is None else f"{row.seconds:.1f}"
        verified = "holds" if row.verified else "BROKEN"
        counts = (f"{row.acknowledged:,}", str(row.lost), str(row.doubled))
        table.add_row(row.done, *counts, seconds, verified, row.note)
    Console(width=150).print(table)
