"""Edits: what a word with one slip of the finger may have been; how far two words are apart. Pure.

One edit is a letter too many, too few, wrong, or two neighbours swapped (Damerau 1964). Candidates are made here and
looked up exactly: on a shop's vocabulary that is faster and surer than similarity.
"""

from __future__ import annotations

from duken.kernel.letters import SERBIAN_ONLY, is_cyrillic

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"  # Kazakh letters are folded into these
_SERBIAN = "абвгдђежзијклљмнњопрстћуфхцчџш"
LEAST = 4  # in three letters only a swap is believed


def one_edit_away(word: str) -> set[str]:
    """Every string one edit from `word`, in its own alphabet; nothing for numbers and very short words."""
    if len(word) < LEAST - 1 or any(map(str.isdigit, word)):
        return set()
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    if len(word) >= LEAST:
        letters = _letters_of(word)
        found |= {left + right[1:] for left, right in cuts if right}
        found |= {left + letter + right[1:] for left, right in cuts if right for letter in letters}
        found |= {left + letter + right for left, right in cuts for letter in letters}
    return found - {word}


def _letters_of(word: str) -> str:
    if not is_cyrillic(word):
        return _LATIN
    return _SERBIAN if SERBIAN_ONLY & set(word) else _RUSSIAN


def distance(one: str, other: str, most: int) -> int:
    """Edits between two words (swaps count one), or `most` + 1 as soon as there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        after = [place]
        for spot, wanted in enumerate(other, 1):
            cost = min(row[spot] + 1, after[-1] + 1, row[spot - 1] + (letter != wanted))
            if place > 1 and spot > 1 and letter == other[spot - 2] and one[place - 2] == wanted:
                cost = min(cost, before[spot - 2] + 1)
            after.append(cost)
        if min(after) > most:
            return most + 1
        before, row = row, after
    return row[-1]
