"""The one statement that changes prices and remembers what they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.pricing.drafts import Outcome


class Wanted(NamedTuple):
    """One price as it shall be; None takes it away."""

    price_list_id: UUID
    variant_id: UUID
    min_quantity: int
    amount_minor: int | None


def lock_lists(price_list_ids: Sequence[UUID]) -> None:
    """One writer a list to the end of the transaction, so that every old amount kept is the true one."""
    sql.rows(
        "SELECT id FROM pricing_pricelist WHERE id = ANY(%s) ORDER BY id FOR UPDATE", [sorted(set(price_list_ids))]
    )


def write(wanted: Sequence[Wanted], *, batch_id: UUID, at: datetime, by: Actor) -> list[Outcome]:
    """Make each price what is wanted (no two for one step); answers what that meant, in order.

    The lists must be locked, and by an earlier statement: this one then sees every committed price.
    """
    if not wanted:
        return []
    kinds = ("uuid", "uuid", "int", "bigint")
    columns = [sql.array(kind, values) for kind, values in zip(kinds, zip(*wanted, strict=True), strict=True)]
    changed = dict(sql.rows(_WRITE, [*columns, batch_id, by.id, by.channel, at]))
    if changed:
        sql.run(_BATCH, [batch_id, len(changed), by.id, by.channel, at])
    return [_outcome(changed.get(position), row) for position, row in enumerate(wanted, start=1)]


def _outcome(change: str | None, row: Wanted) -> Outcome:
    if change is None:
        return "unchanged"
    if row.amount_minor is None:
        return "removed"
    return "created" if change == "created" else "changed"


_BATCH = """
INSERT INTO pricing_pricebatch (id, changed, actor, channel, changed_at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (id) DO UPDATE SET changed = pricing_pricebatch.changed + EXCLUDED.changed
"""

_WRITE = """
WITH wanted AS (
    SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::int[], %s::bigint[])
        WITH ORDINALITY AS w(price_list_id, variant_id, min_quantity, new_amount, position)
), change AS (
    SELECT wanted.*, price.amount_minor AS old_amount
    FROM wanted LEFT JOIN pricing_price price USING (price_list_id, variant_id, min_quantity)
    WHERE price.amount_minor IS DISTINCT FROM wanted.new_amount
), written AS (
    INSERT INTO pricing_price (price_list_id, variant_id, min_quantity, amount_minor)
    SELECT price_list_id, variant_id, min_quantity, new_amount FROM change WHERE new_amount IS NOT NULL
    ON CONFLICT (variant_id, price_list_id, min_quantity) DO UPDATE SET amount_minor = EXCLUDED.amount_minor
), removed AS (
    DELETE FROM pricing_price price USING change
    WHERE change.new_amount IS NULL AND price.price_list_id = change.price_list_id
      AND price.variant_id = change.variant_id AND price.min_quantity = change.min_quantity
), remembered AS (
    INSERT INTO pricing_pricechange (batch_id, price_list_id, variant_id, min_quantity,
                                     old_amount_minor, new_amount_minor, actor, channel, changed_at)
    SELECT said.batch_id, price_list_id, variant_id, min_quantity, old_amount, new_amount,
           said.actor, said.channel, said.changed_at
    FROM change, (VALUES (%s::uuid, %s::text, %s::text, %s::timestamptz))
        AS said(batch_id, actor, channel, changed_at)
)
SELECT position, CASE WHEN old_amount IS NULL THEN 'created' ELSE 'changed' END FROM change
"""
