"""How likely two cards are one person's, and why. Pure: profiles in, a number and its reasons out.

Each thing that agrees or disagrees moves the odds by so many bits (Fellegi and Sunter, "A theory for record linkage",
1969); the weights were set on the labelled set of `python -m bench.identity`, which measures them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from math import log2
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from duken.customers.identities.nicknames import full_name_of
from duken.customers.identities.profile import Profile, city_key, local_part

WAITS_FROM = 500  # per mille: from here on a person is asked
_PRIOR = -9.0  # bits: of two cards that share a key, few are one person
_WHOLE_NAME = 10.0  # bits, less one for each doubling of those who carry it
_ALIKE, _UNLIKE = 0.92, 0.78


class Reason(NamedTuple):
    """`bits` above zero speak for one person, below for two."""

    code: str
    bits: float


class Likeness(NamedTuple):
    """`score` per mille."""

    score: int
    reasons: list[Reason]


def compare(one: Profile, other: Profile, *, namesakes: int = 10) -> Likeness:
    """`namesakes`: how many cards carry this whole name; the fewer, the more it says."""
    reasons = [
        *_names(one.words, other.words, max(namesakes, 2)),
        *_phones(one.phones, other.phones),
        *_emails(one.emails, other.emails),
        *_birth(one.born_on, other.born_on),
        *_places(one, other),
    ]
    if one.numbers & other.numbers:
        reasons.append(Reason("same_number", 10.0))
    bits = _PRIOR + sum(reason.bits for reason in reasons)
    return Likeness(round(1000 / (1 + 2.0**-bits)), sorted(reasons, key=lambda reason: -abs(reason.bits)))


def _names(one: tuple[str, ...], other: tuple[str, ...], namesakes: int) -> Iterator[Reason]:
    if not one or not other:
        return
    short, long = sorted((one, other), key=len)
    likeness = _pair_up(list(short), list(long))
    if min(likeness) < _UNLIKE:
        yield Reason("other_name", -8.0 if len(likeness) == 1 or sorted(likeness)[-1] < _ALIKE else -7.0)
    elif len(likeness) == 1:
        yield Reason("same_first_name", 2.0)
    elif min(likeness) == 1:
        yield Reason("same_name", round(_WHOLE_NAME - log2(namesakes), 1) + 2.0 * (len(likeness) > 2))
    elif min(likeness) >= _ALIKE:
        yield Reason("similar_name", 5.5)
    else:
        yield Reason("somewhat_similar_name", 2.0)


def _pair_up(short: list[str], long: list[str]) -> list[float]:
    """Each word of the shorter name with the one of the longer it is most like; a word is used once."""
    found = []
    for word in sorted(short, key=len, reverse=True):
        likeness, best = max((_words_alike(word, each), each) for each in long)
        found.append(likeness)
        long = [each for at, each in enumerate(long) if at != long.index(best)]
    return found


def _words_alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if full_name_of(one) == full_name_of(other):
        return 0.97
    if len(one) == 1 or len(other) == 1:  # an initial
        return 0.93 if one[0] == other[0] else 0.0
    distance = DamerauLevenshtein.distance(one, other, score_cutoff=2)
    if distance == 1 and min(len(one), len(other)) > 4:
        return 0.95
    return float(min(JaroWinkler.similarity(one, other), 0.91))


def _phones(one: Collection[str], other: Collection[str]) -> Iterator[Reason]:
    if not one or not other:
        return
    if set(one) & set(other):
        yield Reason("same_phone", 9.0)
    elif any(DamerauLevenshtein.distance(mine, theirs, score_cutoff=1) <= 1 for mine in one for theirs in other):
        yield Reason("similar_phone", 6.0)
    else:
        yield Reason("other_phone", -1.0)


def _emails(one: Collection[str], other: Collection[str]) -> Iterator[Reason]:
    if not one or not other:
        return
    mine, theirs = {local_part(each) for each in one} - {""}, {local_part(each) for each in other} - {""}
    if set(one) & set(other):
        yield Reason("same_email", 10.0)
    elif both := mine & theirs:
        yield Reason("same_mailbox_name", 6.0 if any(map(_has_digits, both)) else 3.0)
    elif any(DamerauLevenshtein.distance(each, either, score_cutoff=1) <= 1 for each in mine for either in theirs):
        yield Reason("similar_email", 3.0)
    else:
        yield Reason("other_email", -1.0)


def _has_digits(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _birth(one: date | None, other: date | None) -> Iterator[Reason]:
    if one is None or other is None:
        return
    same = sum((one.year == other.year, one.month == other.month, one.day == other.day))
    if same == 3:
        yield Reason("same_birthday", 7.0)
    elif (one.year, one.month, one.day) == (other.year, other.day, other.month):
        yield Reason("day_and_month_swapped", 5.0)
    elif same == 2:
        yield Reason("similar_birthday", 1.0)
    else:
        yield Reason("other_birthday", -8.0)


def _places(one: Profile, other: Profile) -> Iterator[Reason]:
    if one.postcodes and other.postcodes:
        yield Reason("same_postcode", 4.0) if one.postcodes & other.postcodes else Reason("other_postcode", -1.0)
    elif one.cities and other.cities:
        here, there = set(map(city_key, one.cities)), set(map(city_key, other.cities))
        yield Reason("same_city", 1.0) if here & there else Reason("other_city", -1.0)
