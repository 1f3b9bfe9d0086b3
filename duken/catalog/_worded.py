"""Which words a channel shows in a language: the channel's own first, then the product's. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from duken.catalog._tree import in_language
from duken.catalog.pictures import Picture


@dataclass(frozen=True, slots=True)
class Wording:
    """A text with its translations, and what a channel says instead ("" and {} where it says nothing)."""

    text: str
    text_in: Any
    own: str = ""
    own_in: Any = None

    def said_in(self, language: str) -> str:
        """A channel's word in the language, its plain word, the product's in the language, the product's plain."""
        if (self.own or self.own_in) and (said := in_language(self.own, self.own_in, language)):
            return said
        return in_language(self.text, self.text_in, language)


def picture_of(file: str, alt: str) -> Picture | None:
    return Picture(file, alt) if file else None
