"""What leaves as a spreadsheet must never run as a formula (OWASP: CSV injection)."""

from __future__ import annotations

import re
from typing import Any

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # wide ones count in some languages
_NUMBER = re.compile(r"-\d+([.,]\d+)?")


def safe_cell(value: Any) -> Any:
    """Text that a spreadsheet would run gets an apostrophe; our imports take it off again. Numbers stay numbers."""
    if isinstance(value, str) and value.startswith(STARTS) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
