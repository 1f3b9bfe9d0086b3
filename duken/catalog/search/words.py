"""Words and lexemes: how a text is cut, and under which lexemes a word is kept and sought. Pure.

Three kinds of lexeme share one index: `tea` (a word or a stem), `~cai` (a skeleton), `#85123A` (a code).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from duken.catalog.search import stems
from duken.kernel.letters import KAZAKH_ONLY, NOT_SERBIAN, SERBIAN_ONLY, fold, is_cyrillic
from duken.kernel.skeleton import LEAST, skeletons, spelled, to_cyrillic

CROSS = "~"
CODE = "#"
LONGEST = 40
SHORTEST_STEM = 3

_APOSTROPHES = re.compile("['’ʼ`´]")
_PIECE = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_NOT_CODE = re.compile(r"[\W_]+")

# Words that say nothing about the goods; left out of a question unless nothing else is in it.
_STOP_WORDS = (
    "a an and at by for from in of on or the to with и в во на для с со из от до по или к у о за под"
    " i u na za sa od do iz ili са од мен және үшін бен пен"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Lexemes:
    """`direct` are the word and its stems in its own script, `cross` its skeletons.

    `loose` are stems by a grammar the letters do not speak for; believed only when nothing else is known.
    """

    direct: frozenset[str]
    cross: frozenset[str]
    loose: frozenset[str] = frozenset()

    def all(self) -> frozenset[str]:
        return self.direct | self.cross | self.loose


def words_of(text: str) -> list[str]:
    """Lower-case words and numbers in order; "500ml" is 500 and ml, "1,5" is 1.5, a hyphen parts words."""
    bare = _APOSTROPHES.sub("", text.lower())
    return [piece.replace(",", ".")[:LONGEST] for piece in _PIECE.findall(bare)]


def compounds_of(text: str) -> list[str]:
    """Hyphenated words written as one, as many people type them: t-shirt is also tshirt."""
    bare = _APOSTROPHES.sub("", text.lower())
    return [found.replace("-", "")[:LONGEST] for found in _COMPOUND.findall(bare)]


def code_lexeme(code: str) -> str:
    """A SKU or barcode as it is kept: letters and digits only, upper case. "" if none are left."""
    squeezed = _NOT_CODE.sub("", code.upper())[:LONGEST]
    return CODE + squeezed if squeezed else ""


def languages_of(text: str, said: str = "") -> frozenset[str]:
    """Which grammars a text is kept under: the language it was given in, else what its letters allow."""
    if said:
        return frozenset({said.split("-")[0]})
    lower = text.lower()
    if not is_cyrillic(lower):
        return frozenset({"en", "sr"})
    if SERBIAN_ONLY & set(lower):
        return frozenset({"sr"})
    return frozenset({"kk", "ru"}) if KAZAKH_ONLY & set(lower) else frozenset({"ru"})


@lru_cache(maxsize=200_000)
def kept(word: str, languages: frozenset[str]) -> Lexemes:
    """The lexemes under which a word of a product's text is kept."""
    if word[0].isdigit():
        return Lexemes(frozenset({word}), frozenset())
    direct = _stems(word, languages) | {fold(word)}
    return Lexemes(direct, _crossed(word, direct))


@lru_cache(maxsize=20_000)
def sought(word: str) -> Lexemes:
    """The lexemes under which a typed word is sought: any of our languages may be meant."""
    if word[0].isdigit():
        return Lexemes(frozenset({word}), frozenset())
    direct = _stems(word, frozenset({"en", "ru", "sr"})) | {fold(word)}
    if KAZAKH_ONLY & set(word):
        direct |= {stems.kazakh(word)}
    if is_cyrillic(word):
        return Lexemes(direct, _crossed(word, direct), frozenset({stems.kazakh(word)}) - direct)
    back = to_cyrillic(word)
    return Lexemes(direct, _crossed(word, direct | {stems.russian(back), stems.kazakh(back)}))


def _stems(word: str, languages: frozenset[str]) -> frozenset[str]:
    """Stems by each grammar whose alphabet has all the word's letters."""
    letters = set(word)
    found = set()
    if is_cyrillic(word):
        if "ru" in languages and not letters & SERBIAN_ONLY:
            found.add(stems.russian(word))
        if "kk" in languages and not letters & SERBIAN_ONLY:
            found.add(stems.kazakh(word))
        if "sr" in languages and not letters & NOT_SERBIAN:
            found.add(stems.serbian(word))
    else:
        found |= {stems.english(word)} if "en" in languages else set()
        found |= {stems.serbian(word)} if "sr" in languages else set()
    return frozenset(stem for stem in found if len(stem) >= SHORTEST_STEM or is_cyrillic(stem))


def _crossed(word: str, stemmed: frozenset[str]) -> frozenset[str]:
    """Skeletons of the word and of its stems; a Cyrillic word's Latin stem is Serbian and sounds as it is spelled."""
    found = set(skeletons(word))
    for stem in stemmed:
        found |= {spelled(stem)} if is_cyrillic(word) and not is_cyrillic(stem) else skeletons(stem)
    return frozenset(CROSS + skeleton for skeleton in found if len(skeleton) >= LEAST)
