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


def orders_of_lines(line_ids: Collection[UUID]) -> list[UUID]:
    """For reactions, not for people; one statement."""
    rows = sql.rows("SELECT DISTINCT order_id FROM orders_line WHERE id = ANY(%s)", [list(line_ids)])
    return [order_id for (order_id,) in rows]


def placed_at_of_lines(line_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When these were bought; one statement. The caller has asked permission."""
    rows = sql.rows(
        "SELECT l.id, o.placed_at FROM orders_line l JOIN orders_order o ON o.id = l.order_id WHERE l.id = ANY(%s)",
        [list(line_ids)],
    )
    return dict(rows)


class Returnable(NamedTuple):
    """A sold line as a return finds it; `paid_minor` for all `quantity` pieces, tax included."""

    line_id: UUID
    order_id: UUID
    variant_id: UUID
    quantity: int
    left: int
    paid_minor: int
    currency: str
    channel: str
    customer_id: UUID | None
    is_handed_over: bool


def locked_lines(line_ids: Collection[UUID]) -> dict[UUID, Returnable]:
    """These lines, locked to the end of the transaction; one statement. The caller has asked permission."""
    rows = sql.named_rows(
        Returnable,
        """SELECT l.id, l.order_id, l.variant_id, l.quantity, l.quantity - l.returned_quantity,
                  l.total_minor + l.added_tax_minor, o.currency, o.channel, o.customer_id,
                  o.status IN ('fulfilled', 'closed')
           FROM orders_line l JOIN orders_order o ON o.id = l.order_id
           WHERE l.id = ANY(%s) ORDER BY l.id FOR UPDATE OF l""",
        [list(line_ids)],
    )
    return {row.line_id: row for row in rows}
