"""Facets: counted values in the words of a language, most frequent first. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from duken.catalog._tree import Shelf, Tree, in_language
from duken.catalog.search._statement import Counts
from duken.catalog.search.filters import Facet, FacetValue, SearchFilters

MOST_VALUES = 50


def facets_from(counts: Counts, tree: Tree, filters: SearchFilters, language: str) -> tuple[Facet, ...]:
    """Category, brand, then attributes in the shop's order; a facet with nothing to choose is left out."""
    facets = [
        Facet("category", "", "", _shelves(counts.categories, tree, filters.category, language)),
        Facet("brand", "", "", _values(counts.brands, filters.brands, {})),
    ]
    grouped: dict[str, dict[str, int]] = {}
    for key, count in counts.values.items():
        code, _, value = key.partition("=")
        grouped.setdefault(code, {})[value] = count
    for code, attribute in counts.attributes.items():
        if values := grouped.get(code):
            names = {str(one["value"]): in_language(str(one["value"]), one.get("name_in"), language)
                     for one in attribute["choices"]}  # fmt: skip
            name = in_language(attribute["name"], attribute["name_in"], language)
            chosen = filters.attributes.get(code, ())
            facets.append(Facet(code, name, attribute["unit"], _values(values, chosen, names)))
    return tuple(facet for facet in facets if facet.values)


def _shelves(counts: Mapping[UUID, int], tree: Tree, category: str | None, language: str) -> tuple[FacetValue, ...]:
    """The shelves just below the chosen one (or the roots), each with all that lies in its subtree."""
    below: dict[UUID, int] = {}
    chosen = tree.by_slug[category].id if category else None
    for category_id, count in counts.items():
        path = tree.upwards(category_id)
        depth = next((place + 1 for place, shelf in enumerate(path) if shelf.id == chosen), 0)
        if depth < len(path) and (depth or chosen is None):
            below[path[depth].id] = below.get(path[depth].id, 0) + count
    shelves: Sequence[Shelf] = [shelf for shelf in tree.children.get(chosen, []) if shelf.is_active]
    return tuple(
        FacetValue(shelf.slug, shelf.name_for(language), below[shelf.id]) for shelf in shelves if shelf.id in below
    )


def _values(counts: Mapping[str, int], chosen: Sequence[str], names: Mapping[str, Any]) -> tuple[FacetValue, ...]:
    """Numbers in their order, other values by count; a chosen value is shown even when nothing is left of it."""
    all_counts = dict.fromkeys(chosen, 0) | dict(counts)
    values = [
        FacetValue(value, str(names.get(value, value)), count, value in chosen) for value, count in all_counts.items()
    ]
    if all(_is_number(value.value) for value in values):
        values.sort(key=lambda value: float(value.value))
    else:
        values.sort(key=lambda value: (not value.is_chosen, -value.count, value.name))
    return tuple(values[:MOST_VALUES])


def _is_number(text: str) -> bool:
    return text.isascii() and text.replace(".", "", 1).removeprefix("-").isdigit()
