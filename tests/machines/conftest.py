"""The table at the end of `make machines`."""

from __future__ import annotations

from typing import Any

from tests.machines.figures import FIGURES


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if not FIGURES:
        return
    terminalreporter.section("more than one machine")
    widths = [max(len(row[column]) for row in FIGURES) for column in range(2)]
    for proof, what, value in FIGURES:
        terminalreporter.write_line(f"{proof:<{widths[0]}}  {what:<{widths[1]}}  {value}")
