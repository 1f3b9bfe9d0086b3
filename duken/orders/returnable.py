"""Which lines a customer may still bring back: asked by returns, which stand above orders."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.kernel import sql


class SoldLine(NamedTuple):
    """A line that was handed over, with what is left of it; `total_minor` was paid for all `quantity` pieces."""

    order_id: UUID
    line_id: UUID
    customer_id: UUID
    variant_id: UUID
    quantity: int
    left: int
    total_minor: int
    placed_at: datetime


def lines_sold_to(customer_ids: Collection[UUID], variant_ids: Collection[UUID]) -> list[SoldLine]:
    """Lines these customers may still bring back, of these variants; one statement. The caller has asked permission."""
    return sql.named_rows(
        SoldLine,
        """SELECT o.id, l.id, o.customer_id, l.variant_id, l.quantity, l.quantity - l.returned_quantity,
                  l.total_minor, o.placed_at
           FROM orders_order o JOIN orders_line l ON l.order_id = o.id
           WHERE o.customer_id = ANY(%s) AND l.variant_id = ANY(%s) AND o.status IN ('fulfilled', 'closed')
             AND l.quantity > l.returned_quantity""",
        [list(customer_ids), list(variant_ids)],
    )
