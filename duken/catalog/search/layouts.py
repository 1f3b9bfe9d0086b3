"""Keyboard layouts: what the same keys would have typed in another language. Pure.

Each row lists the letter keys of a US keyboard from left to right, top to bottom, with the digit row for Kazakh.
"""

from __future__ import annotations

_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю."
_SERBIAN_CYRILLIC = "`љњертзуиопшђасдфгхјклчћѕџцвбнм,./"
_SERBIAN_LATIN = "`qwertzuiopšđasdfghjklčćyxcvbnm,./"
_KAZAKH_DIGITS = dict(zip("234589 0-=", "әіңғүұ қөһ", strict=True))

_ENGLISH_TO_RUSSIAN = dict(zip(_KEYS, _RUSSIAN, strict=True)) | {
    "{": "х",
    "}": "ъ",
    ":": "ж",
    '"': "э",
    "<": "б",
    ">": "ю",
}
_TABLES = [
    _ENGLISH_TO_RUSSIAN,
    _ENGLISH_TO_RUSSIAN | _KAZAKH_DIGITS,
    dict(zip(_KEYS, _SERBIAN_CYRILLIC, strict=True)),
    dict(zip(_KEYS, _SERBIAN_LATIN, strict=True)),
    dict(zip(_SERBIAN_LATIN, _RUSSIAN, strict=True)),
    dict(zip(_RUSSIAN, _KEYS, strict=True)) | {letter: key for key, letter in _KAZAKH_DIGITS.items()},
    dict(zip(_RUSSIAN, _SERBIAN_LATIN, strict=True)),
    dict(zip(_RUSSIAN, _SERBIAN_CYRILLIC, strict=True)),
    dict(zip(_SERBIAN_CYRILLIC, _KEYS, strict=True)),
    dict(zip(_SERBIAN_CYRILLIC, _RUSSIAN, strict=True)),
    {"y": "z", "z": "y"},
]


def as_other_layouts(typed: str) -> list[str]:
    """What may have been meant, most likely first; never the text itself."""
    lower = typed.lower()
    meant = ["".join(table.get(letter, letter) for letter in lower) for table in _TABLES]
    return [text for text in dict.fromkeys(meant) if text != lower and any(map(str.isalpha, text))]
