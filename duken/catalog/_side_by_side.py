"""Products side by side: the same characteristics in the same rows, on the web and at a kiosk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duken.catalog._pages import ProductPage, pages_of

MOST_COMPARED = 6


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One characteristic across products, in their order; None where a product does not have it."""

    code: str
    name: str
    unit: str
    values: tuple[str | None, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    products: tuple[ProductPage, ...]
    rows: tuple[ComparedRow, ...]


def side_by_side(slugs: Sequence[str], channel: str, language: str = "en") -> Comparison:
    """Up to six products the channel shows, in the order asked, with every characteristic any of them has."""
    pages = pages_of(list(dict.fromkeys(slugs))[:MOST_COMPARED], channel, language)
    told = {one.code: one for page in pages for one in page.characteristics}
    rows = []
    for code, one in told.items():
        values = tuple(next((own.shown for own in page.characteristics if own.code == code), None) for page in pages)
        rows.append(ComparedRow(code, one.name, one.unit, values, len(set(values)) > 1))
    return Comparison(tuple(pages), tuple(rows))
