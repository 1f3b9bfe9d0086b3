"""All reactions there are."""

from __future__ import annotations

from duken.reactions import carts, loyalty, messages, orders, payments, timeline
from duken.reactions.table import Table

TABLE = Table(
    orders.REACTIONS,
    payments.REACTIONS,
    messages.REACTIONS,
    loyalty.REACTIONS,
    timeline.REACTIONS,
    carts.REACTIONS,
)
