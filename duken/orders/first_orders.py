"""Whose order would be their first."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from duken.kernel import sql
from duken.promotions.reads import any_for_first_orders


def first_orders(customer_ids: Collection[UUID]) -> set[UUID]:
    """For pricing, not for people: those who have ordered nothing yet; what was cancelled is nothing.

    One statement, and none while no promotion asks: then it is nobody's.
    """
    if not customer_ids or not any_for_first_orders():
        return set()
    found = sql.rows(
        "SELECT DISTINCT customer_id FROM orders_order WHERE customer_id = ANY(%s) AND status <> 'cancelled'",
        [list(customer_ids)],
    )
    return set(customer_ids) - {customer_id for (customer_id,) in found}


def is_first_order(customer_id: UUID | None) -> bool:
    """Whether the next order of this person would be their first. Nobody knows that of a guest."""
    return customer_id is not None and customer_id in first_orders([customer_id])
