"""Writing a batch of decisions: one statement a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from duken.catalog._decide import Decision
from duken.catalog._known import ProductRow, VariantRow
from duken.kernel import clock, ids, sql

_PRODUCT = {
    "id": "uuid", "slug": "text", "name": "text", "name_in": "jsonb", "description": "text", "description_in": "jsonb",
    "brand": "text", "category_id": "uuid", "tax_class": "text", "attributes": "jsonb", "options": "jsonb",
    "popularity": "int", "is_active": "bool", "version": "int",
}  # fmt: skip
_VARIANT = {
    "id": "uuid", "product_id": "uuid", "sku": "text", "title": "text", "option_values": "jsonb", "unit": "text",
    "step": "int", "weight_grams": "int", "position": "int", "is_active": "bool",
}  # fmt: skip


def write(decisions: Sequence[Decision]) -> None:
    """Upsert products and variants, insert barcodes. The last decision on a row wins, as it saw the earlier ones."""
    products = {made.product.id: made.product for made in decisions}
    variants = {variant.id: variant for made in decisions for variant in made.variants}
    _write_products(list(products.values()))
    _upsert("catalog_variant", _VARIANT, list(variants.values()), {"picture": ("text", [""] * len(variants))})
    _write_barcodes([barcode for made in decisions for barcode in made.barcodes])


def _write_products(products: list[ProductRow]) -> None:
    now = clock.now()
    fresh: dict[str, tuple[str, Sequence[Any]]] = {
        "picture": ("text", [""] * len(products)),
        "created_at": ("timestamptz", [now] * len(products)),
        "updated_at": ("timestamptz", [now] * len(products)),
    }
    _upsert("catalog_product", _PRODUCT, products, fresh, "updated_at = EXCLUDED.updated_at")


def _upsert(
    table: str,
    kinds: dict[str, str],
    rows: Sequence[ProductRow] | Sequence[VariantRow],
    fresh: dict[str, tuple[str, Sequence[Any]]],
    also: str = "",
) -> None:
    if not rows:
        return
    columns: dict[str, tuple[str, Sequence[Any]]] = {
        name: (kind, [_value(kind, getattr(row, name)) for row in rows]) for name, kind in kinds.items()
    }
    changes = [f"{name} = EXCLUDED.{name}" for name in kinds if name != "id"] + [also] * bool(also)
    sql.insert(table, columns | fresh, f"ON CONFLICT (id) DO UPDATE SET {', '.join(changes)}")


def _value(kind: str, value: Any) -> Any:
    return orjson.dumps(value).decode() if kind == "jsonb" else value


def _write_barcodes(barcodes: Sequence[tuple[str, str, VariantRow]]) -> None:
    if not barcodes:
        return
    sql.insert(
        "catalog_barcode",
        {
            "id": ("uuid", [ids.new_id() for _ in barcodes]),
            "code": ("text", [code for code, _, _ in barcodes]),
            "kind": ("text", [kind for _, kind, _ in barcodes]),
            "variant_id": ("uuid", [variant.id for _, _, variant in barcodes]),
            "quantity": ("int", [1] * len(barcodes)),
        },
    )
