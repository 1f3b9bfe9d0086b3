"""Where a page that has opened puts the cursor: keys typed before would be lost."""

from __future__ import annotations

from typing import Any


def cursor_in(field: str, page: Any) -> None:
    page.wait_for_function("id => document.activeElement?.id === id", arg=field)
