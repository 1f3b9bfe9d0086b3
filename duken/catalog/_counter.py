"""What a counter must know of everything for sale: light rows, page by page, best sold first; and their codes.

Ids are texts here: they are written into answers as they come, three hundred thousand of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from duken.catalog._tree import current_tree
from duken.kernel import sql


class Place(NamedTuple):
    """After which product a page begins."""

    popularity: int
    product_id: UUID


class CounterRow(NamedTuple):
    """One variant that is for sale. `picture` is a file name; `category_id` "" where it stands on no shelf."""

    id: str
    sku: str
    title: str
    product_id: str
    category_id: str
    brand: str
    unit: str
    step: int
    tax_class: str
    picture: str
    popularity: int


def best_sold(after: Place | None, *, products: int) -> tuple[list[CounterRow], Place | None]:
    """The variants of so many products, those of the most popular first; and where the next page begins, None at the
    end. One statement, by an index: a page at the end costs as much as the first."""
    further = "AND (popularity, id) < (%s, %s)" if after else ""
    rows = sql.rows(
        f"""WITH page AS MATERIALIZED (
                SELECT {_PRODUCT} FROM catalog_product WHERE is_active {further}
                ORDER BY popularity DESC, id DESC LIMIT %s
            ), last AS (
                SELECT popularity, id, count(*) OVER () AS products FROM page ORDER BY popularity, id LIMIT 1
            )
            SELECT last.popularity, last.id, last.products, {_COLUMNS}
            FROM last CROSS JOIN page product
            LEFT JOIN catalog_variant variant ON variant.product_id = product.id AND variant.is_active
            ORDER BY product.popularity DESC, product.id DESC, variant.position, variant.sku""",  # noqa: S608
        [*(after or ()), products],
    )
    found = [CounterRow(*row[3:]) for row in rows if row[3]]
    if not rows or rows[0][2] < products:
        return found, None
    return found, Place(*rows[0][:2])


def counter_rows(variant_ids: Sequence[UUID]) -> list[CounterRow]:
    """Those of these variants that are for sale, in no order; one statement."""
    return sql.named_rows(
        CounterRow,
        f"""SELECT {_COLUMNS}
            FROM catalog_variant variant JOIN catalog_product product ON product.id = variant.product_id
            WHERE variant.id = ANY(%s) AND variant.is_active AND product.is_active""",  # noqa: S608
        [list(variant_ids)],
    )


def variants_for_sale() -> int:
    [(count,)] = sql.rows(
        """SELECT count(*) FROM catalog_variant variant JOIN catalog_product product ON product.id = variant.product_id
           WHERE variant.is_active AND product.is_active"""
    )
    return int(count)


def ask_for_barcodes(variant_ids: Sequence[str]) -> sql.Asked:
    """(variant id, code, pieces in the pack), the code of one piece first; for `sql.together`."""
    return sql.ask(
        """SELECT variant_id::text, code, quantity FROM catalog_barcode
           WHERE variant_id = ANY(ARRAY(SELECT unnest(%s::uuid[]))) ORDER BY quantity, code""",
        [sql.array("uuid", variant_ids)],
    )


def variants_of_products(product_ids: Collection[UUID]) -> list[UUID]:
    """Every variant of these products, sold or not: for whoever must hear that they changed."""
    rows = sql.rows("SELECT id FROM catalog_variant WHERE product_id = ANY(%s)", [list(product_ids)])
    return [variant for (variant,) in rows]


def products_under(category_ids: Collection[UUID]) -> list[UUID]:
    """Products on these shelves and on those below them."""
    tree = current_tree()
    shelves = {below for one in category_ids if one in tree.shelves for below in tree.subtree(one)}
    rows = sql.rows("SELECT id FROM catalog_product WHERE category_id = ANY(%s)", [list(shelves)])
    return [product for (product,) in rows]


def shelves_above(category_id: str) -> list[str]:
    """A shelf and all above it, from the root down. No statement of its own."""
    return [str(shelf.id) for shelf in current_tree().upwards(UUID(category_id))] if category_id else []


_PRODUCT = "id, name, category_id, brand, tax_class, picture, popularity"
_COLUMNS = """variant.id::text, variant.sku,
    CASE WHEN variant.title = '' THEN product.name ELSE product.name || ', ' || variant.title END,
    product.id::text, coalesce(product.category_id::text, ''), product.brand, variant.unit, variant.step,
    product.tax_class, CASE WHEN variant.picture = '' THEN product.picture ELSE variant.picture END,
    product.popularity"""
