"""A chart of orders a second, drawn as SVG by hand: bars, readable on a light page and on a dark one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

WIDTH, BAR, GAP, LABELS, NUMBERS = 760, 20, 10, 330, 90
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2933 } .ours { fill: #0b7a72 } .theirs { fill: #9aa5b1 }
@media (prefers-color-scheme: dark) { text { fill: #e4e7eb } .ours { fill: #35b8ad } .theirs { fill: #616e7c } }
"""


class Bar(NamedTuple):
    words: str
    value: float
    is_ours: bool


BARS = {
    "pgbench_statements.per_s": "pgbench, prepared statements",
    "pgbench_function.per_s": "pgbench, one stored function",
    "order_1.per_s": "order over HTTP, 1 client",
    "order_16.per_s": "order over HTTP, 16 clients",
    "order_64.per_s": "order over HTTP, 64 clients",
    "order_16_alone.per_s": "16 clients, without group commit",
    "place.per_s": "place_orders, 500 drafts",
    "pgbench_statements_hot.per_s": "hot row: pgbench, prepared statements",
    "pgbench_function_hot.per_s": "hot row: pgbench, one stored function",
    "order_hot_16.per_s": "hot product: HTTP, 16 clients",
    "order_hot_16_alone.per_s": "hot product: without group commit",
}


def bars(medians: Mapping[str, float]) -> list[Bar]:
    """Those of the chart's bars that were measured."""
    return [
        Bar(words, medians[code], not code.startswith("pgbench")) for code, words in BARS.items() if code in medians
    ]


def drawn(bars: Sequence[Bar]) -> str:
    """The SVG. The longest bar fills the width; every bar has its number, so no axis is needed."""
    longest = max((bar.value for bar in bars), default=1) or 1
    scale = (WIDTH - LABELS - NUMBERS) / longest
    height = len(bars) * (BAR + GAP) + GAP
    rows = [_row(bar, GAP + at * (BAR + GAP), scale) for at, bar in enumerate(bars)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">\n'
        f"<title>Orders a second</title>\n<style>{_STYLE}</style>\n" + "\n".join(rows) + "\n</svg>\n"
    )


def _row(bar: Bar, top: int, scale: float) -> str:
    kind, middle, length = "ours" if bar.is_ours else "theirs", top + BAR * 3 // 4, max(1, round(bar.value * scale))
    return (
        f'<text x="{LABELS - 10}" y="{middle}" text-anchor="end">{escape(bar.words)}</text>'
        f'<rect class="{kind}" x="{LABELS}" y="{top}" width="{length}" height="{BAR}" rx="3"/>'
        f'<text x="{LABELS + length + 8}" y="{middle}">{bar.value:,.0f}</text>'
    )
