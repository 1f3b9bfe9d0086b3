"""Guessing what a strange word was meant to be, from the shop's own vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from duken.catalog.search import vocabulary
from duken.catalog.search.edits import distance, one_edit_away
from duken.catalog.search.letters import fold
from duken.catalog.search.skeleton import spelled
from duken.catalog.search.vocabulary import Known
from duken.catalog.search.words import CROSS, sought

_LEAST_FAR = 6  # two slips are believed only in words this long
_LEAST_HALF = 3


@dataclass(frozen=True, slots=True)
class _Strange:
    """One word, and the lexemes it may have been: as typed, as it sounds, as another layout has it."""

    word: str
    near: frozenset[str]
    sounding: frozenset[str]
    other_layout: frozenset[str]

    def all(self) -> frozenset[str]:
        return self.near | self.sounding | self.other_layout


def words_for(tokens: Sequence[tuple[list[str], list[list[str]]]]) -> list[list[str]]:
    """For each (words, words in other layouts) the words meant instead; [] where there is no guess."""
    strange = [[_strange(word, layouts) for word in words] for words, layouts in tokens]
    halves = {lexeme for words, _ in tokens for word in words for half in _halves(word) for lexeme in half}
    lexemes = {lexeme for words in strange for one in words for lexeme in one.all() | sought(one.word).direct}
    known, _ = vocabulary.look_up(lexemes | halves)
    guesses = [_guess_each(words, known) for words in strange]
    far = [one.word for words, guess in zip(strange, guesses, strict=True) if not guess for one in words]
    if far := [fold(word) for word in far if len(word) >= _LEAST_FAR and word.isalpha()]:
        near = vocabulary.similar(far)
        guesses = [guess or _far_each(words, near, known) for words, guess in zip(strange, guesses, strict=True)]
    return guesses


def _strange(word: str, layouts: Iterable[list[str]]) -> _Strange:
    sources = {fold(word)} | {stem for stem in sought(word).direct if len(stem) > _LEAST_HALF}
    near = {edit for source in sources for edit in one_edit_away(source)}
    sounding = {CROSS + edit for edit in one_edit_away(spelled(word)) if len(edit) > _LEAST_HALF}
    layout = next((words[0] for words in layouts if len(words) == 1), "")
    other = one_edit_away(fold(layout)) if len(layout) > _LEAST_HALF + 1 else set()
    return _Strange(word, frozenset(near), frozenset(sounding), frozenset(other))


def _guess_each(words: Sequence[_Strange], known: Mapping[str, Known]) -> list[str]:
    """Every word of a token must be guessed or known, or the token is left alone."""
    guessed: list[str] = []
    for one in words:
        if sought(one.word).direct & known.keys():
            guessed.append(one.word)
        elif best := _best(one, known):
            guessed.append(best.shown)
        elif split := _split(one.word, known):
            guessed += split
        else:
            return []
    return guessed


def _best(one: _Strange, known: Mapping[str, Known]) -> Known | None:
    for lexemes in (one.near, one.sounding, one.other_layout):
        if found := [known[lexeme] for lexeme in lexemes if lexeme in known]:
            return max(found, key=lambda candidate: _likeness(one.word, candidate))
    return None


def _likeness(word: str, candidate: Known) -> tuple[float, str]:
    """The first letter is seldom mistyped; a word often used is the likelier one; swaps beat other slips."""
    lexeme, typed = candidate.lexeme.removeprefix(CROSS), fold(word)
    score = log(1 + candidate.uses)
    score += 4 if lexeme[:1] == typed[:1] or candidate.shown[:1] == typed[:1] else 0
    score += 2 if sorted(lexeme) == sorted(typed) else 0
    score += 1 if distance(fold(candidate.shown), typed, 2) <= 1 else 0
    return score, lexeme


def _halves(word: str) -> list[frozenset[str]]:
    cuts = range(_LEAST_HALF, len(word) - _LEAST_HALF + 1)
    return [sought(half).direct for cut in cuts for half in (word[:cut], word[cut:])]


def _split(word: str, known: Mapping[str, Known]) -> list[str]:
    """Two known words written as one: the pair whose rarer half is used most."""
    best: tuple[int, list[str]] = (0, [])
    for cut in range(_LEAST_HALF, len(word) - _LEAST_HALF + 1):
        left, right = (
            max((known[one].uses for one in sought(half).direct if one in known), default=0)
            for half in (word[:cut], word[cut:])
        )
        best = max(best, (min(left, right), [word[:cut], word[cut:]]))
    return best[1]


def _far_each(words: Sequence[_Strange], near: Mapping[str, list[Known]], known: Mapping[str, Known]) -> list[str]:
    guessed = []
    for one in words:
        if sought(one.word).direct & known.keys():
            guessed.append(one.word)
            continue
        typed = fold(one.word)
        within = [other for other in near.get(typed, []) if distance(typed, other.lexeme, 2) <= 2]
        if not within:
            return []
        guessed.append(max(within, key=lambda other: _likeness(typed, other)).shown)
    return guessed
