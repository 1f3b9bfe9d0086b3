"""What the shop has done with an order, from its history and the work of the store."""

from __future__ import annotations

from duken.channels.storefront.order_words import Progress
from duken.kernel.actor import Actor
from duken.orders import reads as orders
from duken.orders.reads import OrderRead


def progress_of(found: OrderRead, by: Actor) -> Progress:
    """One statement for the order's moves, one for the store's work."""
    moments = {change.after: change for change in orders.history(found.id, by=by)}
    cancelled = moments.get("cancelled")
    return Progress(
        placed_at=found.placed_at,
        confirmed_at=moments["confirmed"].at if "confirmed" in moments else None,
        done_at=moments["fulfilled"].at if "fulfilled" in moments else None,
        cancelled_at=cancelled.at if cancelled else None,
        cancel_reason=cancelled.reason if cancelled else "",
    )
