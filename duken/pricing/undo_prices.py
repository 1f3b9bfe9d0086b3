"""Take back a batch of price changes, soon after it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from duken.kernel import clock, events, ids, sql
from duken.kernel.actor import Actor
from duken.pricing._write import Wanted, lock_lists, write
from duken.pricing.errors import PriceBatchUnknown, TooLateToUndo
from duken.pricing.events import PricesChanged

UNDO_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Undone:
    """`left` prices had been changed again since and were not touched."""

    restored: int
    left: int


def undo_prices(batch_id: UUID, *, by: Actor) -> Undone:
    """Put back what every price of the batch was, where it still is what the batch made it.

    The undoing is a batch of its own in the history. Repeating restores nothing more.
    Raises PriceBatchUnknown, and TooLateToUndo after UNDO_MINUTES.
    """
    by.require("pricing.write")
    now = clock.now()
    with transaction.atomic():
        lists = _lists_of(batch_id, now)
        lock_lists([list_id for list_id, _ in lists])
        changes = sql.rows(_CHANGES, [batch_id])
        wanted = [Wanted(*row[:4]) for row in changes if row[4]]
        batch = ids.new_id()
        write(wanted, batch_id=batch, at=now, by=by)
        if wanted:
            codes = tuple(sorted(code for _, code in lists))
            events.record(PricesChanged(batch, codes, len(wanted), undoes=batch_id), by=by)
    return Undone(restored=len(wanted), left=len(changes) - len(wanted))


def _lists_of(batch_id: UUID, now: datetime) -> list[tuple[UUID, str]]:
    found = sql.rows(_LISTS, [batch_id])
    if not found:
        raise PriceBatchUnknown(batch_id)
    if now - found[0][2] > timedelta(minutes=UNDO_MINUTES):
        raise TooLateToUndo(UNDO_MINUTES)
    return [(list_id, code) for list_id, code, _ in found]


_LISTS = """
SELECT list.id, list.code, min(change.changed_at)
FROM pricing_pricechange change JOIN pricing_pricelist list ON list.id = change.price_list_id
WHERE change.batch_id = %s GROUP BY list.id, list.code
"""

_CHANGES = """
SELECT change.price_list_id, change.variant_id, change.min_quantity, change.first_amount,
       price.amount_minor IS NOT DISTINCT FROM change.last_amount
FROM (
    SELECT price_list_id, variant_id, min_quantity,
           (array_agg(old_amount_minor ORDER BY id))[1] AS first_amount,
           (array_agg(new_amount_minor ORDER BY id DESC))[1] AS last_amount
    FROM pricing_pricechange WHERE batch_id = %s GROUP BY price_list_id, variant_id, min_quantity
) change
LEFT JOIN pricing_price price USING (price_list_id, variant_id, min_quantity)
"""
