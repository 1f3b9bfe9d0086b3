"""What the shop has done with an order, from its history and the work of the store."""

from __future__ import annotations

from duken.channels.storefront.order_words import Progress
from duken.fulfilment import reads as fulfilment
from duken.kernel.actor import Actor
from duken.orders import reads as orders
from duken.orders.reads import OrderRead


def progress_of(found: OrderRead, by: Actor) -> Progress:
    moments = {change.after: change for change in orders.history(found.id, by=by)}
    confirmed, fulfilled, cancelled = (moments.get(state) for state in ("confirmed", "fulfilled", "cancelled"))
    work = fulfilment.fulfilment_of_order(found.id, by=by)
    done_at = work.done_at if work else None
    return Progress(
        placed_at=found.placed_at,
        confirmed_at=confirmed.at if confirmed else None,
        started_at=work.started_at if work else None,
        ready_at=work.ready_at if work and work.status not in ("requested", "acknowledged", "picking") else None,
        sent_at=work.sent_at if work else None,
        done_at=done_at or (fulfilled.at if fulfilled and found.method == "pickup" else None),
        cancelled_at=cancelled.at if cancelled else None,
        cancel_reason=cancelled.reason if cancelled else "",
        tracking=work.tracking if work else "",
        arrived_at=work.arrived_at if work else None,
        awaits_answer=bool(work and work.awaits_answer),
    )
