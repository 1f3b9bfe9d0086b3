"""Find one article by what somebody scanned or typed: a barcode, a SKU, a name that fits only one."""

from __future__ import annotations

from uuid import UUID

from duken.catalog.browse import ProductQuery, VariantRow, browse_variants
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.errors import ArticlesMany, ArticleUnknown
from duken.kernel.pages import Page


def article(text: str, desk: Desk) -> VariantRow:
    """Raises ArticleUnknown, ArticlesMany."""
    asked = text.strip()[:80]
    if not asked:
        raise ArticleUnknown(text)
    found = browse_variants(ProductQuery(search=asked), page=Page("sku", 5), by=desk.by).rows
    exact = [row for row in found if row.sku == asked.upper()]
    if exact:
        return exact[0]
    if not found:
        raise ArticleUnknown(asked)
    if len(found) > 1:
        raise ArticlesMany(asked)
    return found[0]


def articles(variant_ids: list[UUID], desk: Desk) -> dict[UUID, VariantRow]:
    found = browse_variants(ProductQuery(), page=Page("sku", 1_000), variant_ids=variant_ids, by=desk.by)
    return {row.id: row for row in found.rows}
