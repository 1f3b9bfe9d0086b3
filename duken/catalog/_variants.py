"""Variants as baskets and orders need them: one statement, light rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from duken.catalog.ids import ProductId, VariantId
from duken.catalog.pictures import picture_url
from duken.kernel import sql


class VariantRead(NamedTuple):
    """`title` names product and variant ("Mug, Red"); `picture` is a file name, `thumbnail` its 160 px address."""

    id: VariantId
    sku: str
    product_id: ProductId
    product_slug: str
    title: str
    tax_class: str
    unit: str
    step: int
    weight_grams: int | None
    is_sellable: bool
    picture: str

    @property
    def thumbnail(self) -> str:
        return picture_url(self.picture, 160)


_SELECT = """
SELECT variant.id, variant.sku, variant.product_id, product.slug,
       CASE WHEN variant.title = '' THEN product.name ELSE product.name || ', ' || variant.title END,
       product.tax_class, variant.unit, variant.step, variant.weight_grams,
       variant.is_active AND product.is_active,
       CASE WHEN variant.picture = '' THEN product.picture ELSE variant.picture END
FROM catalog_variant variant JOIN catalog_product product ON product.id = variant.product_id
WHERE
"""
# As in inventory/reads.py: one plan for all, not one plan each.
_BY_SKU = _SELECT + "variant.sku = ANY(ARRAY(SELECT unnest(%s::text[])))"
_BY_ID = _SELECT + "variant.id = ANY(ARRAY(SELECT unnest(%s::uuid[])))"


def variants_by_sku(skus: Iterable[str]) -> dict[str, VariantRead]:
    """Those that exist, by SKU as asked (case does not matter); archived ones too, with is_sellable False."""
    asked = {sku: sku.strip().upper() for sku in skus if sku.isprintable()}
    rows = sql.ask(_BY_SKU, [sql.array("text", asked.values())]).rows()
    found = {row[1]: VariantRead(*row) for row in rows}
    return {sku: found[kept] for sku, kept in asked.items() if kept in found}


def variants_by_id(variant_ids: Iterable[UUID]) -> dict[VariantId, VariantRead]:
    """Those that exist, by id; archived ones too, with is_sellable False."""
    rows = sql.ask(_BY_ID, [sql.array("uuid", variant_ids)]).rows()
    return {row[0]: VariantRead(*row) for row in rows}


def variants_of(product_ids: Iterable[UUID]) -> dict[ProductId, tuple[VariantId, ...]]:
    """The variants for sale of each of these products, in shop order; one statement."""
    found = sql.rows(
        """
        SELECT product_id, array_agg(id ORDER BY position, sku) FROM catalog_variant
        WHERE product_id = ANY(%s) AND is_active GROUP BY product_id
        """,
        [list(product_ids)],
    )
    return {product: tuple(variants) for product, variants in found}
