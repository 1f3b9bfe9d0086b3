"""Give somebody the orders they placed as a guest, once they have proven a contact that stands on them."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.customers.reads import without_proof
from duken.customers.timeline.add import follow_subjects
from duken.kernel import sql
from duken.kernel.actor import Actor


def claim_orders(customer_id: UUID, *, phone: str = "", email: str = "", by: Actor) -> int:
    """Put orders that name this proven phone or e-mail on the customer's card; answers how many.

    Each order is claimed by what stands on it: two contacts typed into one form never join two cards. An order on the
    card of somebody who has proven a contact of theirs stays there.
    """
    by.require("customers.write")
    with transaction.atomic():
        found = sql.rows(
            """SELECT id, customer_id FROM orders_order
               WHERE contact_phone <> '' AND contact_phone = %s UNION
               SELECT id, customer_id FROM orders_order WHERE contact_email <> '' AND contact_email = %s""",
            [phone, email],
        )
        free = without_proof({card for _, card in found if card is not None}) | {None}
        claimed = sql.rows(
            """UPDATE orders_order SET customer_id = %s WHERE id = ANY(%s) AND customer_id IS DISTINCT FROM %s
               RETURNING id""",
            [customer_id, [order for order, card in found if card in free], customer_id],
        )
        follow_subjects([f"order:{order}" for (order,) in claimed], customer_id)
        return len(claimed)
