"""Reasons: a code from a list, and perhaps a note after a colon. Books and the feed are never rewritten: the code alone
goes there. What somebody typed may name somebody, and stays where it can be forgotten."""

from __future__ import annotations

import re

# One word, or what our own program says. Understood by Python and by PostgreSQL alike.
PLAIN = "^([a-z0-9_]{1,40}|cancelled by the shopper|payment failed)$"
_PLAIN = re.compile(PLAIN)
OTHER = "other"


def code_of(reason: str) -> str:
    """Of `changed_mind: told by phone` it is changed_mind; of free words, other."""
    code = reason.partition(":")[0].strip()
    return code if _PLAIN.fullmatch(code) else OTHER


def code_column(column: str) -> str:
    """The same as an expression of PostgreSQL."""
    code = f"trim(split_part({column}, ':', 1))"
    return f"CASE WHEN {code} ~ '{PLAIN}' THEN {code} ELSE '{OTHER}' END"
