"""The category tree for the frame of every page: read once in a few seconds, for it changes seldom."""

from __future__ import annotations

import time

from duken.catalog.reads import CategoryNode, category_tree
from duken.kernel import reading

_SECONDS = 5.0
_kept: dict[str, tuple[float, tuple[CategoryNode, ...]]] = {}


def top_shelves(language: str) -> tuple[CategoryNode, ...]:
    """The roots with all below them; at most a few seconds old."""
    until, shelves = _kept.get(language, (0.0, ()))
    if until < time.monotonic():
        with reading.fresh():
            shelves = category_tree(language)
        _kept[language] = (time.monotonic() + _SECONDS, shelves)
    return shelves


def forget() -> None:
    _kept.clear()
