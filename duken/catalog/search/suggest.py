"""Suggestions while a shopper types: words to finish, shelves, and a few products."""

from __future__ import annotations

from dataclasses import dataclass

from duken.catalog._tree import Tree, current_tree
from duken.catalog.search import vocabulary
from duken.catalog.search.filters import Hit
from duken.catalog.search.find import search_products
from duken.catalog.search.understand import clean
from duken.catalog.search.words import words_of
from duken.kernel.letters import fold

MOST_WORDS = 6
MOST_SHELVES = 3
MOST_PRODUCTS = 5


@dataclass(frozen=True, slots=True)
class SuggestedShelf:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`texts` are whole questions to search for; `products` the best hits so far."""

    texts: tuple[str, ...]
    shelves: tuple[SuggestedShelf, ...]
    products: tuple[Hit, ...]
    corrected_to: str | None = None


def suggest(typed: str, *, channel: str, language: str = "en", most: int = MOST_PRODUCTS) -> Suggestions:
    """What `typed` may become; nothing for fewer than two letters. Six statements at most."""
    text = clean(typed)
    words = words_of(text)
    if len(text) < 2 or not words:
        return Suggestions((), (), ())
    found = search_products(text, channel=channel, language=language, page_size=most)
    return Suggestions(
        texts=_texts(words, found.corrected_to),
        shelves=_shelves(current_tree(), words, language),
        products=found.hits,
        corrected_to=found.corrected_to,
    )


def _texts(words: list[str], corrected_to: str | None) -> tuple[str, ...]:
    """The words typed with the last one finished; the corrected question first, if there is one."""
    finished = [
        known.shown
        for known in vocabulary.starting_with(fold(words[-1]), most=MOST_WORDS * 4)
        if fold(known.shown) == known.lexeme  # stems and skeletons are not words to show
    ]
    before = words[:-1]
    texts = [corrected_to] if corrected_to else []
    texts += [" ".join([*before, word]) for word in finished if word not in before]
    return tuple(dict.fromkeys(texts))[:MOST_WORDS]


def _shelves(tree: Tree, words: list[str], language: str) -> tuple[SuggestedShelf, ...]:
    """Active shelves with a word in any language that begins as the last one typed."""
    start = fold(words[-1])
    found = [
        SuggestedShelf(shelf.slug, shelf.name_for(language))
        for shelf in tree.shelves.values()
        if shelf.is_active
        and any(
            fold(word).startswith(start) for text in [shelf.name, *shelf.name_in.values()] for word in words_of(text)
        )
    ]
    return tuple(found[:MOST_SHELVES])
