"""What the command line says: tables for people, JSON for programs, faults with their mending."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

_WIDE = None if sys.stdout.isatty() else 200  # a file has no edge to wrap at
out = Console(soft_wrap=True, width=_WIDE)
err = Console(stderr=True, soft_wrap=True)


def answer(facts: Any, *, as_json: bool) -> bool:
    """Print `facts` as JSON when it was asked for; else leave the words to the caller (False)."""
    if as_json:
        sys.stdout.write(json.dumps(facts, default=str, ensure_ascii=False, indent=2) + "\n")
    return as_json


def table(title: str, columns: Sequence[str], lines: Sequence[Sequence[object]]) -> None:
    from rich.table import Table

    shown = Table(*columns, title=title, title_justify="left", header_style="bold", box=None, padding=(0, 2, 0, 0))
    for line in lines:
        shown.add_row(*[str(cell) for cell in line])
    out.print(shown)


class Progress:
    """One line that is written over while it moves, and stays when it is done; plain lines into a file."""

    def __init__(self) -> None:
        self._last = ""
        self._began = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        if what != self._last:
            self._began = time.monotonic()
        seconds = time.monotonic() - self._began
        share = f"{done * 100 // total:3d} %" if total else f"{done:,}"
        if seconds >= 1:  # the first call only says that it begins
            share += f"  {done / seconds:>8,.0f}/s"
        if err.is_terminal:
            err.print(f"  {what:<44} {share}", end="\n" if done >= total else "\r", highlight=False)
        elif done >= total or what != self._last:
            err.print(f"  {what:<44} {share}", highlight=False)
        self._last = what


def fault(what: str, *, where: str = "", mend: str = "", facts: Mapping[str, Any] | None = None) -> None:
    """Say what went wrong, where, and how to mend it: to people on stderr, as JSON when --json was given."""
    if "--json" in sys.argv:
        told = {"error": {"what": what, "where": where, "mend": mend, **(facts or {})}}
        sys.stderr.write(json.dumps(told, default=str, ensure_ascii=False) + "\n")
        return
    err.print(f"[bold red]{_plain(what)}[/]")
    if where:
        err.print(f"  [dim]where:[/] {_plain(where)}")
    if mend:
        err.print(f"  [dim]mend:[/]  {_plain(mend)}")


def _plain(text: str) -> str:
    return text.replace("[", r"\[")
