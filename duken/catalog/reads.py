"""Questions about the catalogue that change nothing. Everything here is public but what takes `by`."""

from __future__ import annotations

from duken.catalog._variants import VariantRead, variants_by_id, variants_by_sku
from duken.catalog.ids import CategoryId, MediaId, ProductId, VariantId

__all__ = [
    "CategoryId",
    "MediaId",
    "ProductId",
    "VariantId",
    "VariantRead",
    "variants_by_id",
    "variants_by_sku",
]
