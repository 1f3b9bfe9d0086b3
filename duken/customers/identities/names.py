"""Names in one script: Cyrillic, Latin and both Serbian scripts fold to the same letters. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from duken.kernel.skeleton import spelled

_PIECE = re.compile(r"[^\W_]+")
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "г", "гр", "госпожа", "господин"])


def fold_name(text: str) -> str:
    """Words in one script and spelling: Ђорђе, Đorđe and Djordje are one. Empty for a name without letters."""
    return " ".join(words_of_name(text))


def sought_name(text: str) -> str:
    """The folded name as it is kept for search: a blank before each word, so that ` pe` finds words that begin so."""
    return "".join(f" {word}" for word in words_of_name(text))


def begins_with(words: Sequence[str]) -> list[str]:
    """Patterns a kept name must fulfil to have each of these words, or words that begin so."""
    return [f"% {word}%" for word in words]


@lru_cache(maxsize=50_000)
def words_of_name(text: str) -> tuple[str, ...]:
    pieces = [piece for piece in _PIECE.findall(text.lower()) if piece not in _TITLES]
    return tuple(word for word in map(spelled, pieces) if word)
