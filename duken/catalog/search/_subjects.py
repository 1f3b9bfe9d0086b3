"""Reading what the index is made of: four statements for any number of products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from duken.catalog._known import attribute_rows, read_json
from duken.catalog._tree import Tree, read_tree
from duken.catalog.search.entries import Subject, facets_of
from duken.kernel import sql


class _Product(NamedTuple):
    id: UUID
    name: str
    name_in: Any
    brand: str
    category_id: UUID | None
    attributes: Any
    options: Any
    popularity: int
    skus: list[str]
    details: list[str]
    barcodes: list[str]


class _Listed(NamedTuple):
    product_id: UUID
    channel_code: str
    title: str
    title_in: Any
    attributes: Any
    is_visible: bool


def subjects_of(product_ids: Sequence[UUID]) -> list[Subject]:
    """One subject for each active product, and one more for each channel that words it otherwise."""
    tree = read_tree()
    facet_codes = frozenset(row.code for row in attribute_rows().values() if row.is_facet)
    listings: dict[UUID, list[_Listed]] = {}
    for listed in _listings(product_ids):
        listings.setdefault(listed.product_id, []).append(listed)
    found = []
    for product in _products(product_ids):
        found += _subjects(product, listings.get(product.id, []), tree, facet_codes)
    return found


def _subjects(product: _Product, listings: Sequence[_Listed], tree: Tree, facet_codes: frozenset[str]) -> list[Subject]:
    names = [("", product.name), *read_json(product.name_in).items()]
    attributes = read_json(product.attributes)
    own = [listed for listed in listings if listed.is_visible and _words_otherwise(listed)]
    elsewhere = tuple(listed.channel_code for listed in listings if not listed.is_visible or listed in own)
    found = [_subject(product, "", elsewhere, names, attributes, tree, facet_codes)]
    for listed in own:
        titles = [("", listed.title), *read_json(listed.title_in).items()]
        words = [(language, text) for language, text in titles if text] or names
        merged = attributes | read_json(listed.attributes)
        subject = _subject(product, listed.channel_code, (), words, merged, tree, facet_codes)
        found.append(subject)
    return found


def _words_otherwise(listed: _Listed) -> bool:
    return bool(listed.title or read_json(listed.title_in) or read_json(listed.attributes))


def _subject(
    product: _Product,
    channel_code: str,
    not_in: tuple[str, ...],
    names: Sequence[tuple[str, str]],
    attributes: Mapping[str, Any],
    tree: Tree,
    facet_codes: frozenset[str],
) -> Subject:
    characteristics = [("", value) for value in attributes.values() if isinstance(value, str)]
    return Subject(
        product_id=product.id,
        channel_code=channel_code,
        not_in=not_in,
        names=names,
        shelf=[("", product.brand), *tree.names_on_path(product.category_id)],
        details=characteristics + [("", detail) for detail in product.details if detail],
        codes=(*product.skus, *product.barcodes),
        category_id=product.category_id,
        brand=product.brand,
        facets=tuple(facets_of(attributes, read_json(product.options), facet_codes)),
        popularity=product.popularity,
    )


def _products(product_ids: Sequence[UUID]) -> list[_Product]:
    return sql.named_rows(
        _Product,
        """
        SELECT product.id, product.name, product.name_in, product.brand, product.category_id, product.attributes,
               product.options, product.popularity, coalesce(own.skus, '{}'), coalesce(own.details, '{}'),
               coalesce(scanned.codes, '{}')
        FROM catalog_product product
        LEFT JOIN (
            SELECT product_id, array_agg(sku ORDER BY position) AS skus,
                   array_agg(title || ' ' || coalesce(
                       (SELECT string_agg(value, ' ') FROM jsonb_each_text(option_values)), '')) AS details
            FROM catalog_variant WHERE product_id = ANY(%(ids)s) AND is_active GROUP BY product_id
        ) own ON own.product_id = product.id
        LEFT JOIN (
            SELECT variant.product_id, array_agg(barcode.code) AS codes
            FROM catalog_barcode barcode JOIN catalog_variant variant ON variant.id = barcode.variant_id
            WHERE variant.product_id = ANY(%(ids)s) AND variant.is_active GROUP BY variant.product_id
        ) scanned ON scanned.product_id = product.id
        WHERE product.id = ANY(%(ids)s) AND product.is_active
        """,
        {"ids": list(product_ids)},
    )


def _listings(product_ids: Sequence[UUID]) -> list[_Listed]:
    return sql.named_rows(
        _Listed,
        """
        SELECT product_id, channel_code, title, title_in, attributes, is_visible
        FROM catalog_listing WHERE product_id = ANY(%s)
        """,
        [list(product_ids)],
    )
