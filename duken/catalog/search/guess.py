"""Guessing what a strange word was meant to be, from the shop's own vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import log

from duken.catalog.search import vocabulary
from duken.catalog.search.edits import distance, one_edit_away
from duken.catalog.search.vocabulary import Known
from duken.catalog.search.words import CROSS, sought
from duken.kernel.letters import fold
from duken.kernel.skeleton import spelled

_LEAST_FAR = 6  # two slips are believed only in words this long
_LEAST_HALF = 3


@dataclass(frozen=True, slots=True)
class _Strange:
    """One word, and how other keyboard layouts have it."""

    word: str
    layouts: tuple[str, ...]

    def near(self) -> set[str]:
        """Lexemes one slip from the word or from its stem, and the halves it may be written together from."""
        sources = {fold(self.word), min(sought(self.word).direct, key=len)}
        return {edit for source in sources for edit in one_edit_away(source)}

    def far(self) -> set[str]:
        """Lexemes one slip from its sound in another script, or from another layout's reading."""
        sounding = {CROSS + edit for edit in one_edit_away(spelled(self.word)) if len(edit) > _LEAST_HALF}
        other = self.layouts[0] if self.layouts and len(self.layouts[0]) > _LEAST_HALF + 1 else ""
        return sounding | one_edit_away(fold(other))


def words_for(tokens: Sequence[tuple[list[str], list[list[str]]]]) -> list[list[str]]:
    """For each (words, words in other layouts) the words meant instead; [] where there is no guess.

    One statement for slips near at hand, two more only for what is then still strange.
    """
    strange = [
        [_Strange(word, tuple(layout[0] for layout in layouts if len(layout) == 1)) for word in words]
        for words, layouts in tokens
    ]
    known = _known({lexeme for words in strange for one in words for lexeme in _near_at_hand(one)})
    guesses = [_guess(words, known, _near_or_split) for words in strange]
    if all(guesses):
        return guesses
    left = [one for words, guess in zip(strange, guesses, strict=True) if not guess for one in words]
    known |= _known({lexeme for one in left for lexeme in one.far()})
    similar = vocabulary.similar([fold(one.word) for one in left if len(one.word) >= _LEAST_FAR and one.word.isalpha()])
    reads = partial(_sounding_or_similar, similar)
    return [guess or _guess(words, known, reads) for words, guess in zip(strange, guesses, strict=True)]


Vocabulary = dict[str, Known]
Guess = Callable[[_Strange, Vocabulary], list[str]]


def _known(lexemes: set[str]) -> Vocabulary:
    return vocabulary.look_up(lexemes)[0] if lexemes else {}


def _near_at_hand(one: _Strange) -> set[str]:
    halves = {lexeme for half in _halves(one.word) for lexeme in half}
    return one.near() | halves | sought(one.word).direct


def _guess(words: Sequence[_Strange], known: Vocabulary, guess: Guess) -> list[str]:
    """Every word of a token must be known or guessed, or the token is left alone."""
    guessed: list[str] = []
    for one in words:
        meant = [one.word] if sought(one.word).direct & known.keys() else guess(one, known)
        if not meant:
            return []
        guessed += meant
    return guessed


def _near_or_split(one: _Strange, known: Vocabulary) -> list[str]:
    best = _likeliest(one.word, [known[lexeme] for lexeme in one.near() if lexeme in known])
    return [best] if best else _split(one.word, known)


def _sounding_or_similar(similar: Mapping[str, list[Known]], one: _Strange, known: Vocabulary) -> list[str]:
    typed = fold(one.word)
    best = _likeliest(one.word, [known[lexeme] for lexeme in one.far() if lexeme in known]) or _likeliest(
        one.word, [other for other in similar.get(typed, []) if distance(typed, other.lexeme, 2) <= 2]
    )
    return [best] if best else []


def _likeliest(word: str, found: Sequence[Known]) -> str | None:
    return max(found, key=lambda candidate: _likeness(word, candidate)).shown if found else None


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
    best, least = list[str](), 0
    for cut in range(_LEAST_HALF, len(word) - _LEAST_HALF + 1):
        halves = [word[:cut], word[cut:]]
        uses = min(_uses(half, known) for half in halves)
        if uses > least:
            best, least = halves, uses
    return best


def _uses(word: str, known: Mapping[str, Known]) -> int:
    return max((known[lexeme].uses for lexeme in sought(word).direct if lexeme in known), default=0)
