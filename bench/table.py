"""The table on the terminal: figure, spread, target, met or missed. Made from the results as they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

Kept = dict[str, Any]
WIDTH_IN_A_FILE = 150


def show(results: Kept) -> None:
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH_IN_A_FILE)
    if plain := results.get("plain"):
        console.print(_plain(plain))
    if growth := results.get("growth"):
        console.print(_growth(growth))


def _plain(run: Kept) -> Table:
    table = _table("Medians of one run", ["figure", "median", "least - most", "target", ""])
    for group in run["groups"]:
        table.add_section()
        table.add_row(f"[bold]{group['title']}[/]")
        for line in group["figures"]:
            table.add_row(line["words"], amount(line["median"], line["unit"]), spread(line), target(line), judged(line))
    return table


def _growth(run: Kept) -> Table:
    table = _table("Ten times as much", ["figure", run["small"], run["large"], "factor", f"≤ {run['factor_target']}"])
    for line in run["lines"]:
        unit = line["unit"]
        cells = [amount(line["small"], unit), amount(line["large"], unit), f"{line['factor']:g}"]
        table.add_row(line["words"], *cells, word(line["factor_met"]))
    return table


def _table(title: str, headings: Sequence[str]) -> Table:
    table = Table(title=title)
    for at, heading in enumerate(headings):
        table.add_column(heading, justify="left" if at == 0 else "right")
    return table


def amount(value: float, unit: str) -> str:
    shown = f"{value:,.0f}" if abs(value) >= 100 else f"{value:g}"
    return f"{shown} {unit}"


def spread(line: Kept) -> str:
    return "" if line["rounds"] < 2 else f"{line['least']:,g} - {line['most']:,g}"


def target(line: Kept) -> str:
    if line["target"] is None:
        return ""
    sign = "≥" if line["bound"] == "at least" else "≤"
    return f"{sign} {amount(line['target'], line['unit'])}"


def judged(line: Kept) -> str:
    return "" if line["met"] is None else word(line["met"])


def word(met: bool) -> str:
    return "met" if met else "missed"
