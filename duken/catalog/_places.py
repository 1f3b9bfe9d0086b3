"""Where products stand: their category with all above it, and their brand. For rules about goods, not for people."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from duken.catalog._tree import current_tree
from duken.kernel import sql


class ProductPlace(NamedTuple):
    """`brand` in lower case, empty where there is none."""

    categories: frozenset[UUID]
    brand: str


def product_places(product_ids: Collection[UUID]) -> dict[UUID, ProductPlace]:
    """The place of each product, in one statement."""
    tree = current_tree()
    return {
        product_id: ProductPlace(frozenset(shelf.id for shelf in tree.upwards(category_id)), brand.lower())
        for product_id, category_id, brand in sql.rows(
            "SELECT id, category_id, brand FROM catalog_product WHERE id = ANY(%s)", [list(product_ids)]
        )
    }
