"""Letters: our scripts, one into another, by plain tables. Pure.

Sources: Serbian Cyrillic and Latin correspond one to one (Vuk's alphabet); Russian follows the spellings people
type (a simplified BGN/PCGN); Kazakh the 2021 draft alphabet with its diacritics dropped.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_SHARED = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_SERBIAN = {"ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz"}
_KAZAKH = {"ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i"}
_OTHER = {"đ": "dj", "ı": "i", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae"}
_TO_LATIN = str.maketrans(_SHARED | _SERBIAN | _KAZAKH | _OTHER)
_SERBIAN_LATIN = str.maketrans(
    dict(
        zip(
            "абвгдђежзијклљмнњопрстћуфхцчџш",
            ["a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p", "r", "s",
             "t", "ć", "u", "f", "h", "c", "č", "dž", "š"],
            strict=True,
        )
    )
)  # fmt: skip

SERBIAN_ONLY = frozenset("ђјљњћџ")
KAZAKH_ONLY = frozenset("әғқңөұүһі")
NOT_SERBIAN = KAZAKH_ONLY | frozenset("ёйщъыьэюя")

# Kazakh letters as people type them on a Russian keyboard; ё and its plain form are one letter everywhere.
_FOLD = str.maketrans(
    {"ё": "е", "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и"}
)


def without_marks(text: str) -> str:
    """Lower case, accents off (č, š, ž, é lose them; й and ё survive as letters of their own), đ is dj."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("й", "\ue000").replace("ё", "е"))
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return bare.replace("\ue000", "й").replace("đ", "dj").replace("ı", "i")


def fold(text: str) -> str:
    """The form words are compared in: no case, no accents, Kazakh letters as their Russian neighbours."""
    return without_marks(text).translate(_FOLD)


def to_latin(text: str) -> str:
    """Readable ASCII Latin for any of our scripts; letters of other scripts stay as they are."""
    return without_marks(text.translate(_TO_LATIN))


def is_cyrillic(word: str) -> bool:
    return not word.isascii() and any("\u0400" <= letter <= "\u04ff" for letter in word)


def said_in(language: str, plain: str, in_languages: Mapping[str, str]) -> str:
    """A name in this language; Serbian in one script serves the other; else the plain name."""
    if found := in_languages.get(language):
        return found
    if language == "sr-latn" and (cyrillic := in_languages.get("sr")):
        return serbian_to_latin(cyrillic)
    return plain


def serbian_to_latin(text: str) -> str:
    """Serbian Cyrillic to Latin: letter for letter, capitals kept ("Љубав" is "Ljubav")."""
    return "".join(
        letter.translate(_SERBIAN_LATIN)
        if letter.islower()
        else letter.lower().translate(_SERBIAN_LATIN).capitalize()
        if letter.isupper()
        else letter
        for letter in text
    )
