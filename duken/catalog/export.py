"""Every variant as a row of a table: what an export writes and an import reads back."""

from __future__ import annotations

from typing import NamedTuple

from duken.kernel import sql
from duken.kernel.actor import Actor


class ExportedVariant(NamedTuple):
    sku: str
    name: str
    product: str
    variant: str
    barcodes: list[str]
    brand: str
    category: str
    description: str
    unit: str
    weight_grams: int | None
    tax_class: str
    is_active: bool
    name_ru: str
    name_sr: str
    name_kk: str


def exported_variants(*, after: str = "", limit: int = 1000, by: Actor) -> list[ExportedVariant]:
    """In the order of SKUs, those after `after`; archived ones too. One statement."""
    by.require("catalog.read")
    return sql.named_rows(ExportedVariant, _ROWS, [after, limit])


_ROWS = """
SELECT variant.sku, product.name, product.slug, variant.title,
       array(SELECT code FROM catalog_barcode WHERE variant_id = variant.id AND quantity = 1 ORDER BY code),
       product.brand, coalesce(category.slug, ''), product.description, variant.unit, variant.weight_grams,
       product.tax_class, variant.is_active AND product.is_active, coalesce(product.name_in ->> 'ru', ''),
       coalesce(product.name_in ->> 'sr', ''), coalesce(product.name_in ->> 'kk', '')
FROM catalog_variant variant
JOIN catalog_product product ON product.id = variant.product_id
LEFT JOIN catalog_category category ON category.id = product.category_id
WHERE variant.sku > %s ORDER BY variant.sku LIMIT %s
"""
