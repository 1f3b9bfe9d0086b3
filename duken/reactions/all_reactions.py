"""All reactions there are, and which events go to which."""

from __future__ import annotations

from duken.kernel.relay import Routes
from duken.reactions import carts, loyalty, messages, orders, payments, tills, timeline, webhooks
from duken.reactions.table import Table
from duken.webhooks.subscribed import subscribed

TABLE = Table(
    orders.REACTIONS,
    payments.REACTIONS,
    messages.REACTIONS,
    loyalty.REACTIONS,
    timeline.REACTIONS,
    carts.REACTIONS,
    tills.REACTIONS,
    webhooks.REACTIONS,
    others=[webhooks.TELL],
)


def routes() -> Routes:
    """The table's, and those of the events that webhooks are told of now."""
    told = subscribed()
    if not told:
        return TABLE.routes
    return TABLE.routes | {name: [*TABLE.routes.get(name, ()), webhooks.TELL.name] for name in told}
