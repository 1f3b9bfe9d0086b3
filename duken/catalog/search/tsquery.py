"""The question as PostgreSQL reads it: tsquery literals. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duken.catalog.search.entries import quoted
from duken.catalog.search.understand import Part
from duken.kernel.letters import fold

NOTHING = "'\u0001'"  # a lexeme no product has


def every_word(parts: Sequence[Part]) -> str:
    """All parts, anywhere: the word, its sound, its beginning or a code."""
    return _all(_any([*_terms(part.direct | part.cross | part.codes), *_terms(part.prefixes, ":*")]) for part in parts)


def any_word(parts: Sequence[Part]) -> str:
    return " | ".join(f"({every_word([part])})" for part in parts) or NOTHING


def as_written_in_name(parts: Sequence[Part]) -> str:
    """All words in the name, just as they were typed."""
    return _all(_any(_terms([fold(part.word)], ":A")) for part in parts)


def in_name(parts: Sequence[Part]) -> str:
    """All words in the name, in some form."""
    return _all(_any(_terms(part.direct, ":A")) for part in parts)


def begun_in_name(parts: Sequence[Part]) -> str:
    """All words in the name, as they sound or begin."""
    return _all(_any([*_terms(part.direct | part.cross, ":A"), *_terms(part.prefixes, ":*A")]) for part in parts)


def any_code(codes: Iterable[str]) -> str:
    return _any(_terms(codes))


def _terms(lexemes: Iterable[str], flag: str = "") -> list[str]:
    return [quoted(lexeme) + flag for lexeme in sorted(lexemes)]


def _any(terms: Sequence[str]) -> str:
    return " | ".join(terms) or NOTHING


def _all(groups: Iterable[str]) -> str:
    return " & ".join(f"({group})" for group in groups) or NOTHING
