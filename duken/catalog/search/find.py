"""Finding products: one page of hits, facets with counts, and what was searched instead if the words were odd."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from duken.catalog._tree import Tree, current_tree
from duken.catalog.errors import CategoryUnknown
from duken.catalog.ids import ProductId
from duken.catalog.search import tsquery
from duken.catalog.search._facets import facets_from
from duken.catalog.search._statement import (
    CODE_POINTS,
    Asked,
    Found,
    hits_alone,
    matching_ids,
    one_page,
    these_products,
)
from duken.catalog.search.filters import Facet, SearchFilters, SearchPage
from duken.catalog.search.understand import Part, Understood, understand

PAGE_SIZE = 20
MOST_PAGE_SIZE = 100
MOST_PAGES = 500

Order = Callable[[Sequence[ProductId]], Sequence[ProductId]]


def search_products(
    query: str,
    *,
    channel: str,
    language: str = "en",
    filters: SearchFilters | None = None,
    page: int = 1,
    page_size: int = PAGE_SIZE,
    order: Order | None = None,
) -> SearchPage:
    """What a shopper of `channel` finds, best first; an empty query finds everything the filters leave.

    `order`, when given, is handed the ids found (at most 10,000, best first) and answers them as they shall be shown:
    so the caller can sort by price or stock, which the catalogue does not know. Raises CategoryUnknown.
    """
    filters = filters or SearchFilters()
    understood = understand(query)
    asked = _asked(understood, channel, filters, page, page_size)
    found = _look(asked, order)
    is_relaxed = False
    if not found.total and (known := _worth_seeking(understood)):
        found, is_relaxed = _look(_relaxed(asked, known), order), True
    facets = facets_from(found.counts, asked.tree, filters, language)
    return _told(found, asked, understood, facets, language, is_relaxed=is_relaxed)


def find_hits(
    query: str,
    *,
    channel: str,
    language: str = "en",
    filters: SearchFilters | None = None,
    page: int = 1,
    page_size: int = PAGE_SIZE,
) -> SearchPage:
    """The same hits in the same order, without facets: for who shows none. Raises CategoryUnknown."""
    understood = understand(query)
    asked = _asked(understood, channel, filters or SearchFilters(), page, page_size)
    found = hits_alone(asked)
    is_relaxed = False
    if not found.total and (known := _worth_seeking(understood)):
        found, is_relaxed = hits_alone(_relaxed(asked, known)), True
    return _told(found, asked, understood, (), language, is_relaxed=is_relaxed)


def _told(
    found: Found, asked: Asked, understood: Understood, facets: tuple[Facet, ...], language: str, *, is_relaxed: bool
) -> SearchPage:
    return SearchPage(
        hits=tuple(hit.worded(language) for hit in found.hits),
        facets=facets,
        total=found.total,
        page=asked.page,
        page_size=asked.page_size,
        corrected_to=understood.corrected_to if found.hits and not found.hits[0].is_by_code else None,
        is_relaxed=is_relaxed and found.total > 0,
    )


def _asked(understood: Understood, channel: str, filters: SearchFilters, page: int, page_size: int) -> Asked:
    parts, codes = understood.parts, understood.codes
    tree = current_tree()
    words = f"({tsquery.every_word(parts)}) | ({tsquery.any_code(codes)})" if parts or codes else None
    return Asked(
        channel=_text(channel),
        tree=tree,
        words=words,
        ranks=[
            (CODE_POINTS, tsquery.any_code(codes)),
            (60, tsquery.as_written_in_name(parts)),
            (60, tsquery.in_name(parts)),
            (40, tsquery.begun_in_name(parts)),
        ],
        word_count=len(parts) or 1,
        category_ids=_subtree(tree, filters.category),
        product_ids=filters.product_ids,
        choices=_choices(filters),
        page=min(max(page, 1), MOST_PAGES),
        page_size=min(max(page_size, 1), MOST_PAGE_SIZE),
    )


def _subtree(tree: Tree, category: str | None) -> list[UUID] | None:
    if category is None:
        return None
    if category not in tree.by_slug:
        raise CategoryUnknown(category)
    return list(tree.subtree(tree.by_slug[category].id))


def _choices(filters: SearchFilters) -> dict[str, list[str]]:
    given = {"brand": filters.brands, **{code: filters.attributes[code] for code in sorted(filters.attributes)}}
    return {code: [_text(value) for value in values] for code, values in given.items() if values}


def _text(value: str) -> str:
    """PostgreSQL holds neither null bytes nor halves of letters, so nothing with one is ever found."""
    return str(value).encode("utf-8", "replace").decode().replace("\x00", "\ufffd")


def _look(asked: Asked, order: Order | None) -> Found:
    if order is None:
        return one_page(asked)
    ordered = list(order(matching_ids(asked)))
    start = (asked.page - 1) * asked.page_size
    return these_products(asked, ordered[start : start + asked.page_size])


def _worth_seeking(understood: Understood) -> list[Part]:
    """Known words of a question that, as a whole, found nothing."""
    return [part for part in understood.parts if part.is_known] if len(understood.parts) > 1 else []


def _relaxed(asked: Asked, parts: list[Part]) -> Asked:
    """Any of the words will do; each that is in the name counts."""
    ranks = [points for part in parts for points in ((30, tsquery.every_word([part])), (30, tsquery.in_name([part])))]
    return replace(asked, words=tsquery.any_word(parts), ranks=ranks)
