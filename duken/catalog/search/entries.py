"""What one product is found by: its texts turned into a tsvector. Pure.

Weight A is the name, B brand and categories, C characteristics and variants, D codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from duken.catalog._slugs import slugify
from duken.catalog.search.words import Lexemes, code_lexeme, compounds_of, kept, languages_of, words_of

Texts = Sequence[tuple[str, str]]  # (language or "", text)


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything the index knows of one product in one channel ("" for all)."""

    product_id: UUID
    channel_code: str
    not_in: tuple[str, ...]
    names: Texts
    shelf: Texts  # brand, categories
    details: Texts
    codes: tuple[str, ...]
    category_id: UUID | None
    brand: str
    facets: tuple[str, ...]
    popularity: int


@dataclass(slots=True)
class Entry:
    """`words` is a tsvector literal; `shown` maps each lexeme but codes to the word it came from."""

    subject: Subject
    words: str
    name_length: int
    shown: dict[str, str] = field(default_factory=dict)


def entry_for(subject: Subject) -> Entry:
    weights: dict[str, str] = {}
    shown: dict[str, str] = {}
    for lexeme in filter(None, map(code_lexeme, subject.codes)):
        weights[lexeme] = "D"
    for weight, texts in (("C", subject.details), ("B", subject.shelf), ("A", subject.names)):
        for word, lexemes in _lexemes(texts):
            for lexeme in lexemes.all():
                weights[lexeme] = weight
                shown.setdefault(lexeme, word)
            if word in lexemes.direct:
                shown[word] = word
    length = min((len(words_of(text)) for _, text in subject.names), default=0)
    return Entry(subject, tsvector(weights), min(length, 1_000), shown)


def _lexemes(texts: Texts) -> Iterable[tuple[str, Lexemes]]:
    for language, text in texts:
        yield from _cut(text, language)


@lru_cache(maxsize=20_000)
def _cut(text: str, language: str) -> tuple[tuple[str, Lexemes], ...]:
    """Brands and shelves come again and again, so what was cut is kept."""
    languages = languages_of(text, language)
    return tuple((word, kept(word, languages)) for word in words_of(text) + compounds_of(text))


def tsvector(weights: Mapping[str, str]) -> str:
    """{"tea": "A"} as a literal PostgreSQL reads as tsvector."""
    return " ".join(f"{quoted(lexeme)}:1{weight}" for lexeme, weight in weights.items())


def quoted(lexeme: str) -> str:
    """One lexeme, quoted for tsvector and tsquery literals."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def facets_of(attributes: Mapping[str, Any], options: Sequence[Mapping[str, Any]], codes: frozenset[str]) -> list[str]:
    """`colour=Red` for each facet attribute; an option named like a facet counts with all its values."""
    found = [f"{code}={facet_text(value)}" for code, value in attributes.items() if code in codes]
    for option in options:
        if (code := slugify(option["name"])) in codes:
            found += [f"{code}={value}" for value in option["values"]]
    return list(dict.fromkeys(found))


def facet_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
