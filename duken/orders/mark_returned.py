"""Mark lines as returned: never more comes back of a line than was sold."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from duken.kernel import sql
from duken.kernel.actor import Actor


def mark_returned(returned: Sequence[tuple[UUID, int]], *, by: Actor) -> list[bool]:
    """(line id, quantity), each line at most once; True where that many were still with the customer. One statement.

    The caller (a return) moves stock and money for those that answered True, in the same transaction.
    """
    by.require("returns.import")
    marked = sql.rows(
        """UPDATE orders_line l SET returned_quantity = l.returned_quantity + r.quantity
           FROM unnest(%s::uuid[], %s::bigint[]) r(id, quantity)
           WHERE l.id = r.id AND r.quantity > 0 AND l.returned_quantity + r.quantity <= l.quantity
           RETURNING l.id""",
        [[line for line, _ in returned], [quantity for _, quantity in returned]],
    )
    done = {line for (line,) in marked}
    return [line in done for line, _ in returned]
