"""Every price as a row of a table: what an export writes and an import reads back."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from duken.kernel import sql
from duken.kernel.actor import Actor


class ExportedPrice(NamedTuple):
    id: int
    price_list: str
    currency: str
    variant_id: UUID
    min_quantity: int
    amount_minor: int


def exported_prices(*, after: int = 0, limit: int = 1000, by: Actor) -> list[ExportedPrice]:
    """In the order they were first set, those after `after` (an id). One statement."""
    by.require("pricing.read")
    return sql.named_rows(ExportedPrice, _ROWS, [after, limit])


_ROWS = """
SELECT price.id, list.code, list.currency, price.variant_id, price.min_quantity, price.amount_minor
FROM pricing_price price JOIN pricing_pricelist list ON list.id = price.price_list_id
WHERE price.id > %s ORDER BY price.id LIMIT %s
"""
