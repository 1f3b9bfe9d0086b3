"""Write off units that a promise had counted on, from whichever bucket the promise stood in."""

from __future__ import annotations

from uuid import UUID

from duken.inventory.accounts import KEPT
from duken.inventory.adjust import adjust_stock, set_aside_damaged
from duken.inventory.allot import release_allotment
from duken.kernel.actor import Actor
from duken.ledger import reads as ledger
from duken.orders.reads import order


def kept_units(order_id: UUID, order_line_id: UUID, *, by: Actor) -> int:
    """How many units of a line are held out of what is kept for its channel."""
    [line] = [line for line in order(order_id, by=by).lines if line.id == order_line_id]
    holds = ledger.holds_with_ids([UUID(hold) for hold, _ in line.holds])
    return sum(hold.amount for hold in holds.values() if hold.bucket.startswith(KEPT))


def write_off(
    variant_id: UUID,
    quantity: int,
    *,
    location_id: UUID,
    channel: str,
    from_kept: int,
    reason: str,
    key: str,
    by: Actor,
) -> None:
    """Take `quantity` off the books; `from_kept` of them were kept for the channel. Damaged ones stay countable."""
    may = by.lend("inventory.adjust", "inventory.allot")
    if from_kept:
        release_allotment([(variant_id, from_kept)], location_id=location_id, channel=channel, key=key, by=may)
    if reason == "damaged":
        set_aside_damaged([(variant_id, quantity)], location_id=location_id, key=key, by=may)
    else:
        adjust_stock([(variant_id, -quantity)], location_id=location_id, reason=reason, key=key, by=may)
