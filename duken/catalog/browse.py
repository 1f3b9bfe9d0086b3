"""Long lists of products and variants for people who work here: archived ones too, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from duken.catalog.codes.gtin import canonical
from duken.catalog.pictures import picture_url
from duken.kernel import pages
from duken.kernel.actor import Actor
from duken.kernel.pages import Counted, Page, Sort


@dataclass(frozen=True, slots=True)
class ProductQuery:
    """`search` is a part of a name, a SKU or its beginning, a barcode. `category` is a path: its whole subtree."""

    search: str = ""
    category: str = ""
    brand: str = ""
    is_active: bool | None = None
    without: str = ""  # picture, category, barcode
    since: datetime | None = None
    until: datetime | None = None
    product_ids: Sequence[UUID] | None = None


class ProductRow(NamedTuple):
    id: UUID
    slug: str
    name: str
    brand: str
    category: str | None
    category_path: str | None
    tax_class: str
    is_active: bool
    picture: str
    updated_at: datetime
    created_at: datetime
    version: int
    variant_ids: list[UUID]
    skus: list[str]

    @property
    def thumbnail(self) -> str:
        return picture_url(self.picture, 160)


class VariantRow(NamedTuple):
    id: UUID
    sku: str
    product_id: UUID
    title: str
    unit: str
    is_active: bool
    picture: str

    @property
    def thumbnail(self) -> str:
        return picture_url(self.picture, 160)


class ProductPage(NamedTuple):
    rows: list[ProductRow]
    previous: str
    next: str


class VariantPage(NamedTuple):
    rows: list[VariantRow]
    previous: str
    next: str


SORTS = {"name": Sort("p.name"), "updated_at": Sort("p.updated_at", "timestamptz")}
VARIANT_SORTS = {"sku": Sort("v.sku"), "name": Sort("p.name")}
_PRODUCTS = "catalog_product p LEFT JOIN catalog_category c ON c.id = p.category_id"
_VARIANTS = (
    "catalog_variant v JOIN catalog_product p ON p.id = v.product_id"
    " LEFT JOIN catalog_category c ON c.id = p.category_id"
)
_PRODUCT_COLUMNS = """
    p.id, p.slug, p.name, p.brand, c.name, c.path, p.tax_class, p.is_active, p.picture, p.updated_at, p.created_at,
    p.version,
    ARRAY(SELECT v.id FROM catalog_variant v WHERE v.product_id = p.id ORDER BY v.position, v.sku),
    ARRAY(SELECT v.sku FROM catalog_variant v WHERE v.product_id = p.id ORDER BY v.position, v.sku)
"""
_VARIANT_COLUMNS = """
    v.id, v.sku, p.id, CASE WHEN v.title = '' THEN p.name ELSE p.name || ', ' || v.title END, v.unit,
    v.is_active AND p.is_active, CASE WHEN v.picture = '' THEN p.picture ELSE v.picture END
"""


def browse_products(query: ProductQuery, *, page: Page, by: Actor) -> ProductPage:
    """One page, one statement. Raises SortUnknown, BadCursor."""
    by.require("catalog.read")
    conditions, parameters = _narrow(query)
    found = pages.cut(_PRODUCT_COLUMNS, _PRODUCTS, conditions, parameters, page=page, sorts=SORTS, identity="p.id")
    return ProductPage([ProductRow(*row) for row in found.rows], found.previous, found.next)


def count_products(query: ProductQuery, *, by: Actor) -> Counted:
    by.require("catalog.read")
    return pages.count(_PRODUCTS, *_narrow(query))


def browse_variants(
    query: ProductQuery, *, page: Page, variant_ids: Sequence[UUID] | None = None, by: Actor
) -> VariantPage:
    """Every SKU, one statement; `variant_ids` narrows to some of them."""
    by.require("catalog.read")
    conditions, parameters = _narrow_variants(query, variant_ids)
    found = pages.cut(
        _VARIANT_COLUMNS, _VARIANTS, conditions, parameters, page=page, sorts=VARIANT_SORTS, identity="v.id"
    )
    return VariantPage([VariantRow(*row) for row in found.rows], found.previous, found.next)


def count_variants(query: ProductQuery, *, variant_ids: Sequence[UUID] | None = None, by: Actor) -> Counted:
    by.require("catalog.read")
    return pages.count(_VARIANTS, *_narrow_variants(query, variant_ids))


def _narrow(query: ProductQuery) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    parameters: list[Any] = []
    for condition, value in (
        ("(c.path = %s OR c.path LIKE %s)", [query.category, _plain(query.category) + "/%"] if query.category else []),
        ("p.brand = %s", [query.brand] if query.brand else []),
        ("p.updated_at >= %s", [query.since] if query.since else []),
        ("p.updated_at < %s", [query.until] if query.until else []),
    ):
        if value:
            conditions.append(condition)
            parameters += value
    if query.is_active is not None:
        conditions.append("p.is_active" if query.is_active else "NOT p.is_active")
    if query.without:
        conditions.append(_WITHOUT[query.without])
    if query.product_ids is not None:
        conditions.append("p.id = ANY(%s)")
        parameters.append(list(query.product_ids))
    if text := query.search.strip().replace("\x00", "")[:200]:
        conditions.append(f"({_NAMED} OR p.id IN (SELECT s.product_id FROM catalog_variant s WHERE {_BY_CODE}))")  # noqa: S608
        parameters += _search(text)
    return conditions, parameters


def _narrow_variants(query: ProductQuery, variant_ids: Sequence[UUID] | None) -> tuple[list[str], list[Any]]:
    text = query.search.strip().replace("\x00", "")[:200]
    conditions, parameters = _narrow(
        ProductQuery(category=query.category, brand=query.brand, is_active=query.is_active, without=query.without)
    )
    if text:
        conditions.append(f"({_NAMED} OR v.id IN (SELECT s.id FROM catalog_variant s WHERE {_BY_CODE}))")  # noqa: S608
        parameters += _search(text)
    if variant_ids is not None:
        conditions.append("v.id = ANY(%s)")
        parameters.append(list(variant_ids))
    return conditions, parameters


_NAMED = "p.name ILIKE %s"
_BY_CODE = """s.sku LIKE %s OR s.id IN (SELECT b.variant_id FROM catalog_barcode b WHERE b.code = ANY(%s))"""
_WITHOUT = {
    "picture": "p.picture = ''",
    "category": "p.category_id IS NULL",
    "barcode": """NOT EXISTS (SELECT 1 FROM catalog_variant w JOIN catalog_barcode b ON b.variant_id = w.id
                               WHERE w.product_id = p.id)""",
}


def _search(text: str) -> list[Any]:
    """Every word of a name anywhere in it, in order; or the beginning of a SKU; or a barcode as scanned."""
    words = "%".join(_plain(word) for word in text.split())
    return [f"%{words}%", _plain(text.upper()) + "%", [code for code in {text, canonical(text)} if code]]


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
