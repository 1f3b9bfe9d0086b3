"""Understanding a question: for each word typed, what of the shop's vocabulary was meant.

In this order: the word itself; the beginning of a word (of the last one); the same sound in another script; the same
keys on another keyboard layout; a word one slip of the finger away; two words written as one; a word two slips away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from duken.catalog.codes.gtin import canonical
from duken.catalog.search import guess, vocabulary
from duken.catalog.search.layouts import as_other_layouts
from duken.catalog.search.vocabulary import Known
from duken.catalog.search.words import CROSS, LONGEST, STOP_WORDS, Lexemes, code_lexeme, sought, words_of
from duken.kernel.letters import fold, is_cyrillic
from duken.kernel.skeleton import spelled

MOST_LETTERS = 200
MOST_WORDS = 10
_LEAST_PREFIX = 2
_LEAST_LOOSE_CROSS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One word to be found: any of these lexemes, or a lexeme beginning so."""

    word: str
    direct: frozenset[str]
    cross: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Understood:
    """`parts` must all be found. `codes` are the whole question read as a SKU or barcode."""

    parts: tuple[Part, ...]
    codes: frozenset[str]
    corrected_to: str | None = None


@dataclass(slots=True)
class _Token:
    """One typed word, as it was cut and as other keyboards would have written it."""

    typed: str
    words: list[str]
    layouts: list[list[str]]
    is_last: bool


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    exact: Mapping[str, Known]
    begun: Mapping[str, Known]

    def knows(self, lexemes: Iterable[str]) -> bool:
        return any(lexeme in self.exact for lexeme in lexemes)


def clean(query: str) -> str:
    """What of a question is read: 200 letters, no control characters, single spaces."""
    bare = "".join(letter if letter.isprintable() else " " for letter in query[: MOST_LETTERS * 2])
    return " ".join(bare.split())[:MOST_LETTERS]


def understand(query: str) -> Understood:
    """One statement for known words; one or two more for unknown ones."""
    text = clean(query)
    tokens = _tokens(text)
    found = _Vocabulary(*vocabulary.look_up(_lexemes(tokens), _prefixes(tokens)))
    tokens = _joined(tokens, found)
    meant: list[list[Part] | None] = [_read(token, found) for token in tokens]
    strange = [token for token, parts in zip(tokens, meant, strict=True) if parts is None]
    guesses = guess.words_for([(token.words, token.layouts) for token in strange]) if strange else []
    corrected = _corrected(tokens, meant, guesses)
    return Understood(tuple(corrected.parts), _whole_codes(text), corrected.text)


def _tokens(text: str) -> list[_Token]:
    typed = text.split()[:MOST_WORDS]
    tokens = [
        _Token(one, words_of(one), [words_of(other) for other in as_other_layouts(one)], is_last=one is typed[-1])
        for one in typed
    ]
    telling = [token for token in tokens if any(word not in STOP_WORDS for word in token.words) or token.layouts]
    telling = [token for token in telling if token.words or any(token.layouts)]
    kept = [token for token in telling if not STOP_WORDS.issuperset(token.words) or not token.words]
    return kept or telling


def _lexemes(tokens: Iterable[_Token]) -> set[str]:
    words = {word for token in tokens for reading in [token.words, *token.layouts] for word in reading}
    words |= {
        first.typed.lower() + second.typed.lower() for first, second in pairwise(tokens) if _is_pair(first, second)
    }
    return {lexeme for word in words for lexeme in sought(word).all()}


def _is_pair(first: _Token, second: _Token) -> bool:
    """Two plain words that may be one written apart."""
    return first.typed.isalpha() and second.typed.isalpha() and len(first.typed + second.typed) <= LONGEST


def _joined(tokens: list[_Token], found: _Vocabulary) -> list[_Token]:
    """ "head phones" is headphones where the shop knows that word and not both halves."""
    kept: list[_Token] = []
    for token in tokens:
        before = kept[-1] if kept else None
        if before and _is_pair(before, token) and not all(_is_known(one, found) for one in (before, token)):
            joined = before.typed.lower() + token.typed.lower()
            if found.knows(sought(joined).direct):
                kept[-1] = _Token(joined, [joined], [], token.is_last)
                continue
        kept.append(token)
    return kept


def _is_known(token: _Token, found: _Vocabulary) -> bool:
    return all(found.knows(sought(word).direct) for word in token.words)


def _prefixes(tokens: list[_Token]) -> set[str]:
    last = [token for token in tokens if token.is_last]
    readings = [reading for token in last for reading in [token.words, *token.layouts] if reading]
    return {prefix for reading in readings for prefix in _beginnings(reading[-1])}


def _beginnings(word: str) -> list[str]:
    if len(word) < _LEAST_PREFIX or word[0].isdigit():
        return []
    cross = [CROSS + spelled(word)] if len(spelled(word)) >= _LEAST_LOOSE_CROSS else []
    return [fold(word), *cross]


def _read(token: _Token, found: _Vocabulary) -> list[Part] | None:
    """The parts a token stands for, or None when nothing in the shop is called so."""
    ways: list[Callable[[], list[Part] | None]] = [
        partial(_as_typed, token.words, token, found, _direct),
        partial(_as_typed, token.words, token, found, _begun),
        partial(_as_typed, token.words, token, found, _loose),
        partial(_as_typed, token.words, token, found, _cross),
        *(partial(_as_typed, words, token, found, _direct) for words in token.layouts),
        *(partial(_as_typed, words, token, found, _begun) for words in token.layouts),
        partial(_as_typed, token.words, token, found, _begun_cross),
    ]
    for way in ways:
        if parts := way():
            return parts
    return [_number(token)] if any(map(str.isdigit, token.typed)) else None


_Reader = Callable[[str, _Token, _Vocabulary, bool], Part | None]


def _as_typed(words: list[str], token: _Token, found: _Vocabulary, read: _Reader) -> list[Part] | None:
    """Each word by `read`, or as a word known directly; None unless all are found."""
    parts = []
    for place, word in enumerate(words):
        is_end = token.is_last and place == len(words) - 1
        part = _direct(word, token, found, is_end) or read(word, token, found, is_end)
        if part is None:
            return None
        parts.append(part)
    return parts


def _direct(word: str, token: _Token, found: _Vocabulary, is_end: bool) -> Part | None:
    lexemes = sought(word)
    if not found.knows(lexemes.direct):
        return None
    cross = frozenset(lexeme for lexeme in lexemes.cross if len(lexeme) > _LEAST_LOOSE_CROSS)
    beginning = {fold(word)} if is_end and len(word) > _LEAST_PREFIX and not word[0].isdigit() else set()
    return Part(word, lexemes.direct, cross, frozenset(beginning), _token_codes(token))


def _begun(word: str, token: _Token, found: _Vocabulary, is_end: bool) -> Part | None:
    if not is_end or fold(word) not in found.begun:
        return None
    lexemes = sought(word)
    return Part(word, lexemes.direct, lexemes.cross, frozenset({fold(word)}), _token_codes(token))


def _loose(word: str, token: _Token, found: _Vocabulary, is_end: bool) -> Part | None:
    lexemes: Lexemes = sought(word)
    return Part(word, lexemes.loose, lexemes.cross) if found.knows(lexemes.loose) else None


def _cross(word: str, token: _Token, found: _Vocabulary, is_end: bool) -> Part | None:
    lexemes = sought(word)
    known = [found.exact[lexeme] for lexeme in lexemes.cross if lexeme in found.exact]
    if not known:
        return None
    meant = max(known, key=lambda one: one.uses).shown
    is_misspelt = is_cyrillic(meant) == is_cyrillic(word)  # ketle sounds like kettle, but nobody writes it so
    return Part(meant if is_misspelt else word, lexemes.direct, lexemes.cross, codes=_token_codes(token))


def _begun_cross(word: str, token: _Token, found: _Vocabulary, is_end: bool) -> Part | None:
    prefix = CROSS + spelled(word)
    if not is_end or prefix not in found.begun:
        return None
    return Part(word, frozenset(), sought(word).cross, frozenset({prefix}), _token_codes(token))


def _number(token: _Token) -> Part:
    """A number nobody's name contains: it may be a code, or the beginning of one."""
    codes = _token_codes(token)
    beginnings = frozenset(code for code in codes if len(code) > _LEAST_LOOSE_CROSS)
    return Part(token.typed, frozenset({fold(token.typed)}), prefixes=beginnings, codes=codes)


def _token_codes(token: _Token) -> frozenset[str]:
    return _codes(token.typed) if any(map(str.isdigit, token.typed)) else frozenset()


def _whole_codes(text: str) -> frozenset[str]:
    return _codes(text) if text else frozenset()


def _codes(text: str) -> frozenset[str]:
    """The text as a SKU, as a barcode, and as a SKU typed on another layout."""
    spoken = [text, canonical(text.replace(" ", "").replace("-", "")) or "", *as_other_layouts(text)]
    return frozenset(lexeme for lexeme in map(code_lexeme, spoken) if lexeme)


@dataclass(frozen=True, slots=True)
class _Corrected:
    parts: list[Part]
    text: str | None


def _corrected(tokens: list[_Token], meant: list[list[Part] | None], guesses: list[list[str]]) -> _Corrected:
    """Put guesses in the place of strange words; tell the new text if it differs from what was typed."""
    parts: list[Part] = []
    texts: list[str] = []
    is_other = False
    waiting = iter(guesses)
    for token, known in zip(tokens, meant, strict=True):
        if known is None:
            guessed = next(waiting)
            known = [_guessed(word) for word in guessed] or [_unknown(token)]
            is_other |= bool(guessed)
            texts += guessed or [token.typed]
        elif [part.word for part in known] != token.words and not any(map(str.isdigit, token.typed)):
            is_other = True
            texts += [part.word for part in known]
        else:
            texts.append(token.typed)
        parts += known
    return _Corrected(parts, " ".join(texts) if is_other else None)


def _guessed(word: str) -> Part:
    lexemes = sought(word)
    return Part(word, lexemes.direct, frozenset(one for one in lexemes.cross if len(one) > _LEAST_LOOSE_CROSS))


def _unknown(token: _Token) -> Part:
    return Part(token.typed, frozenset({fold(token.typed)}), is_known=False)
