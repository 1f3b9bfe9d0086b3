"""Whose order would be their first."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from duken.customers.identities.alias import aliases_of_all
from duken.kernel import sql
from duken.promotions.reads import any_for_first_orders


def first_orders(customer_ids: Collection[UUID]) -> set[UUID]:
    """For pricing, not for people: those who have ordered nothing yet; what was cancelled, or bought
    for a company, is nothing of theirs.

    Two statements, and none while no promotion asks: then it is nobody's.
    """
    if not customer_ids or not any_for_first_orders():
        return set()
    cards = aliases_of_all(customer_ids)
    found = sql.rows(
        """SELECT DISTINCT customer_id FROM orders_order
           WHERE customer_id = ANY(%s) AND status <> 'cancelled' AND company_id IS NULL""",
        [list({card for family in cards.values() for card in family})],
    )
    ordered = {card for (card,) in found}
    return {asked for asked, family in cards.items() if ordered.isdisjoint(family)}


def is_first_order(customer_id: UUID | None) -> bool:
    """Whether the next order of this person would be their first. Nobody knows that of a guest."""
    return customer_id is not None and customer_id in first_orders([customer_id])
