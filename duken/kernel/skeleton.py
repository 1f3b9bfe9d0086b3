"""Skeletons: one spelling for what sounds alike in our scripts, so that chay, chai, čaj and чай meet. Pure.

A skeleton is ASCII. It is coarse on purpose (č, ц and ts are one letter) and therefore ranks below a real match.
"""

from __future__ import annotations

import re
from functools import lru_cache

from duken.kernel.letters import fold, is_cyrillic, without_marks

LEAST = 3  # shorter skeletons mean too many things

_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "z", "з": "z", "и": "i", "й": "i", "к": "k",
        "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
        "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
        "ђ": "di", "ј": "i", "љ": "li", "њ": "ni", "ћ": "c", "џ": "dz",
    }
)  # fmt: skip
_GROUPS = [
    (re.compile("shch|sch|sh"), "s"),
    (re.compile("tch|ch|ts|tz"), "c"),
    (re.compile("zh"), "z"),
    (re.compile("kh"), "h"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("ck|q(?!u)"), "k"),
    (re.compile("qu"), "kv"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("[yj]"), "i"),
]
_SOFT = re.compile("i+(?=[aeou])")
_DOUBLE = re.compile(r"(.)\1+")
_HARD_C = re.compile("c(?![eiyh])")
_SILENT_E = re.compile("(?<=[^aeiou])e$")


@lru_cache(maxsize=100_000)
def skeletons(word: str) -> frozenset[str]:
    """The skeletons of a word in either script: as it is spelled, and as English would sound."""
    found = {spelled(word)}
    if is_cyrillic(word):
        found |= {_bare(_as_latin(word).replace("ai", "i"))} if "ай" in word else set()
        found |= {_bare("a" + _as_latin(word[1:]))} if word[0] == "э" else set()  # эпл, apple
    else:
        found.add(_bare(_as_english(without_marks(word))))
    return frozenset(skeleton for skeleton in found if len(skeleton) >= LEAST)


def spelled(word: str) -> str:
    """The skeleton letter by letter."""
    return _bare(_as_latin(word) if is_cyrillic(word) else without_marks(word))


def _as_latin(word: str) -> str:
    return fold(word).translate(_CYRILLIC)


def _as_english(word: str) -> str:
    word = _HARD_C.sub("k", word.replace("ck", "k")).replace("oo", "u").replace("ee", "i").replace("ea", "i")
    return _SILENT_E.sub("", word) if len(word) > 3 else word


def _bare(word: str) -> str:
    for pattern, letter in _GROUPS:
        word = pattern.sub(letter, word)
    return _DOUBLE.sub(r"\1", _SOFT.sub("", word))


# Latin typed for Cyrillic, back into Cyrillic far enough for a stemmer to see the ending. Longest first.
_BACK = [
    ("shch", "щ"), ("sch", "щ"), ("yo", "е"), ("jo", "е"), ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"),
    ("zh", "ж"), ("ch", "ч"), ("sh", "ш"), ("kh", "х"), ("ts", "ц"), ("iy", "ий"), ("yy", "ый"), ("ay", "ай"),
    ("oy", "ой"), ("ey", "ей"), ("uy", "уй"), ("a", "а"), ("b", "б"), ("c", "ц"), ("d", "д"), ("e", "е"), ("f", "ф"),
    ("g", "г"), ("h", "х"), ("i", "и"), ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"),
    ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("x", "кс"),
    ("y", "ы"), ("z", "з"), ("'", "ь"),
]  # fmt: skip
_BACK_MAP = dict(_BACK)
_BACK_PATTERN = re.compile("|".join(re.escape(latin) for latin, _ in _BACK))


def to_cyrillic(word: str) -> str:
    return _BACK_PATTERN.sub(lambda found: _BACK_MAP[found.group()], without_marks(word))
