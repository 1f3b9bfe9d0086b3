"""Orders that lie ready in a shop for people who come by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from duken.kernel import sql
from duken.kernel.actor import Actor


def waiting_for(customer_ids: Collection[UUID], *, location_id: UUID, by: Actor) -> dict[UUID, list[str]]:
    """Numbers of what each of these cards may collect there now, oldest first; others are absent. One statement."""
    by.require("fulfilment.read", store=location_id)
    found: dict[UUID, list[str]] = defaultdict(list)
    for card, number in sql.rows(
        """SELECT o.customer_id, f.order_number FROM orders_order o
           JOIN fulfilment_fulfilment f ON f.order_id = o.id
           WHERE o.customer_id = ANY(%s) AND o.status IN ('placed', 'confirmed')
             AND f.location_id = %s AND f.status = 'ready' AND f.method = 'pickup' ORDER BY f.ready_at""",
        [list(customer_ids), location_id],
    ):
        found[card].append(number)
    return dict(found)
