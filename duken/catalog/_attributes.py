"""Attributes as pages show them, kept in this process like the category tree: few, on every page, seldom changed."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import transaction

from duken.kernel import reading, sql

FRESH_SECONDS = 5.0


class AttributeShown(NamedTuple):
    code: str
    name: str
    name_in: Any
    unit: str
    choices: Any


Attributes = Mapping[str, AttributeShown]  # in the order the shop gave them
_kept: tuple[float, Attributes] | None = None


def current_attributes() -> Attributes:
    """As they were at most five seconds ago; the same object as before while nothing has changed."""
    global _kept
    kept = _kept
    if kept is None or time.monotonic() - kept[0] > FRESH_SECONDS:
        with reading.fresh():
            found = _read()
        kept = _kept = (time.monotonic(), kept[1] if kept and kept[1] == found else found)
    return kept[1]


def forget() -> None:
    """Read them again at the next question; called by the verbs, and by tests."""
    global _kept
    _kept = None


def forget_after_commit() -> None:
    """Now, for the caller's own next question, and again when others can see the change."""
    forget()
    transaction.on_commit(forget)


def _read() -> Attributes:
    found: list[AttributeShown] = sql.named_rows(
        AttributeShown, "SELECT code, name, name_in, unit, choices FROM catalog_attribute ORDER BY position, code"
    )
    return {row.code: row for row in found}
