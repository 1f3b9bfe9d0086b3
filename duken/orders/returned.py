"""What of an order came back: asked and written by returns, which stand above orders."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Conflict


class SoldLine(NamedTuple):
    """A fulfilled line with what is left of it; `total_minor` was paid for all `quantity` pieces."""

    order_id: UUID
    line_id: UUID
    customer_id: UUID
    variant_id: UUID
    quantity: int
    left: int
    total_minor: int
    placed_at: datetime


class MoreThanSold(Conflict):
    """More would come back than was sold and has not come back yet."""

    code = "orders.more_than_sold"


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


def mark_returned(pieces: Mapping[UUID, int], *, by: Actor) -> None:
    """Write down how many pieces of each order line came back, in the caller's transaction.

    Tests and takes in one statement; raises MoreThanSold when any line has not so many left.
    """
    by.require("returns.import")
    if not pieces:
        return
    taken = sql.run(
        """UPDATE orders_line l SET returned_quantity = l.returned_quantity + n.pieces
           FROM (SELECT * FROM unnest(%s::uuid[], %s::bigint[]) n(id, pieces) ORDER BY id) n
           WHERE l.id = n.id AND l.quantity - l.returned_quantity >= n.pieces""",
        [list(pieces), list(pieces.values())],
    )
    if taken < len(pieces):
        raise MoreThanSold
