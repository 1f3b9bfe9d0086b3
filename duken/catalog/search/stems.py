"""Stems: what is left of a word when its endings are off. Pure.

English, Russian and Serbian by Snowball (snowballstem.org); Kazakh by a short suffix table of our own, below.
"""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Any

import snowballstemmer

from duken.kernel.letters import fold, without_marks

_ENGLISH = snowballstemmer.stemmer("english")
_RUSSIAN = snowballstemmer.stemmer("russian")
_SERBIAN = snowballstemmer.stemmer("serbian")
_one_at_a_time = Lock()  # a stemmer keeps the word it works on in itself: two threads would mix theirs

# Kazakh adds plural, then possession, then case, so they come off from the right. Letters are folded (letters.fold):
# ғ and г, і and и are one, as on a Russian keyboard. Longest first.
_CASES = (
    "ндагы", "ндеги", "дагы", "деги", "тагы", "теги", "нын", "нин", "дын", "дин", "тын", "тин", "нда", "нде", "нан",
    "нен", "дан", "ден", "тан", "тен", "мен", "бен", "пен", "га", "ге", "ка", "ке", "на", "не", "ны", "ни", "ды", "ди",
    "ты", "ти", "да", "де", "та", "те",
)  # fmt: skip
_POSSESSIONS = (
    "ымыз",
    "имиз",
    "ыныз",
    "иниз",
    "мыз",
    "миз",
    "ныз",
    "низ",
    "сы",
    "си",
    "ым",
    "им",
    "ын",
    "ин",
    "ы",
    "и",
)
_PLURALS = ("лар", "лер", "дар", "дер", "тар", "тер")
_LEAST_STEM = 3
_VOICED_TO_VOICELESS = {"б": "п", "г": "к"}  # кітап, кітабы; тарақ, тарағы


@lru_cache(maxsize=100_000)
def english(word: str) -> str:
    return without_marks(_snowball(_ENGLISH, word))


@lru_cache(maxsize=100_000)
def russian(word: str) -> str:
    return fold(_snowball(_RUSSIAN, word.replace("ё", "е")))


@lru_cache(maxsize=100_000)
def serbian(word: str) -> str:
    """Either script in, Latin without diacritics out, so that both scripts meet in one stem."""
    return without_marks(_snowball(_SERBIAN, word))


@lru_cache(maxsize=100_000)
def kazakh(word: str) -> str:
    stem = fold(word)
    for endings in (_CASES, _POSSESSIONS, _PLURALS):
        stem = _without(stem, endings)
    return stem[:-1] + _VOICED_TO_VOICELESS.get(stem[-1], stem[-1]) if len(stem) > 2 else stem


def _snowball(stemmer: Any, word: str) -> str:
    with _one_at_a_time:
        return str(stemmer.stemWord(word))


def _without(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word
