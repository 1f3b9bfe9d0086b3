"""What the catalogue already holds that a batch of drafts may touch: three statements, then only memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson

from duken.catalog.drafts import ProductDraft
from duken.kernel import sql


@dataclass(slots=True)
class ProductRow:
    id: UUID
    slug: str
    name: str
    name_in: dict[str, str] = field(default_factory=dict)
    description: str = ""
    description_in: dict[str, str] = field(default_factory=dict)
    brand: str = ""
    category_id: UUID | None = None
    tax_class: str = "standard"
    attributes: dict[str, Any] = field(default_factory=dict)
    options: list[dict[str, Any]] = field(default_factory=list)
    popularity: int = 0
    is_active: bool = True
    version: int = 0


@dataclass(slots=True)
class VariantRow:
    id: UUID
    product_id: UUID
    sku: str
    title: str = ""
    option_values: dict[str, str] = field(default_factory=dict)
    unit: str = "pcs"
    step: int = 1
    weight_grams: int | None = None
    position: int = 0
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class AttributeRow:
    code: str
    kind: str
    choices: frozenset[str]
    is_facet: bool


@dataclass(slots=True)
class Known:
    """One picture of the catalogue, kept up to date while the drafts of a batch are decided one by one."""

    products: dict[UUID, ProductRow] = field(default_factory=dict)
    slugs: dict[str, UUID] = field(default_factory=dict)
    variants: dict[str, VariantRow] = field(default_factory=dict)  # by sku
    family: dict[UUID, dict[str, VariantRow]] = field(default_factory=dict)  # product -> sku -> variant
    barcodes: dict[str, str] = field(default_factory=dict)  # code -> sku
    categories: dict[str, UUID] = field(default_factory=dict)
    attributes: dict[str, AttributeRow] = field(default_factory=dict)

    def place_product(self, product: ProductRow) -> None:
        self.products[product.id] = product
        self.slugs[product.slug] = product.id

    def place_variant(self, variant: VariantRow) -> None:
        self.variants[variant.sku] = variant
        self.family.setdefault(variant.product_id, {})[variant.sku] = variant


def known_to(
    drafts: Sequence[ProductDraft], *, skus: Iterable[str], slugs: Iterable[str], codes: Iterable[str]
) -> Known:
    """Everything these drafts may meet. Five statements, whatever their number."""
    known = Known(categories=_categories(), attributes=attribute_rows())
    for product in _products([draft.id for draft in drafts if draft.id], list(slugs), list(skus)):
        known.place_product(product)
    for variant in _variants(list(known.products), list(skus)):
        known.place_variant(variant)
    known.barcodes = _barcodes(list(codes))
    return known


def _products(ids: list[UUID], slugs: list[str], skus: list[str]) -> list[ProductRow]:
    found = sql.rows(
        """
        SELECT id, slug, name, name_in, description, description_in, brand, category_id, tax_class, attributes,
               options, popularity, is_active, version
        FROM catalog_product
        WHERE id = ANY(%s) OR slug = ANY(%s) OR id IN (SELECT product_id FROM catalog_variant WHERE sku = ANY(%s))
        """,
        [ids, slugs, skus],
    )
    return [ProductRow(*_read_json(row, 3, 5, 9, 10)) for row in found]


def _variants(product_ids: list[UUID], skus: list[str]) -> list[VariantRow]:
    found = sql.rows(
        """
        SELECT id, product_id, sku, title, option_values, unit, step, weight_grams, position, is_active
        FROM catalog_variant WHERE product_id = ANY(%s) OR sku = ANY(%s) ORDER BY position, sku
        """,
        [product_ids, skus],
    )
    return [VariantRow(*_read_json(row, 4)) for row in found]


def _barcodes(codes: list[str]) -> dict[str, str]:
    return dict(
        sql.rows(
            """
            SELECT barcode.code, variant.sku FROM catalog_barcode barcode
            JOIN catalog_variant variant ON variant.id = barcode.variant_id WHERE barcode.code = ANY(%s)
            """,
            [codes],
        )
    )


def _categories() -> dict[str, UUID]:
    return dict(sql.rows("SELECT slug, id FROM catalog_category"))


def attribute_rows() -> dict[str, AttributeRow]:
    found = sql.rows("SELECT code, kind, choices, is_facet FROM catalog_attribute")
    return {
        code: AttributeRow(code, kind, frozenset(str(choice["value"]) for choice in read_json(choices)), is_facet)
        for code, kind, choices, is_facet in found
    }


def _read_json(row: tuple[Any, ...], *places: int) -> list[Any]:
    values = list(row)
    for place in places:
        values[place] = read_json(values[place])
    return values


def read_json(value: Any) -> Any:
    """A jsonb column through a raw cursor: Django leaves it as text."""
    return orjson.loads(value) if isinstance(value, (str, bytes)) else value
