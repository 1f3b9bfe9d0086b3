"""Put orders on the cards of those who placed them: found by phone or e-mail, or a new card opened."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.orders.reads import OrderRead, orders_with_ids


def recognise_buyers(order_ids: Sequence[UUID], *, by: Actor) -> None:
    """Orders placed by guests get a customer; those that have one keep it. Repeating changes nothing.

    A guest is known by one contact, the phone if there is one: two typed contacts prove nothing about each other,
    and a card that had both would open to whoever owns the other. The other is kept as mentioned: a hint for merging.
    """
    by.require("customers.write")
    with transaction.atomic():
        guests = [order for order in orders_with_ids(order_ids) if order.customer_id is None]
        if not guests:
            return
        customers = recognise_customers([_contact(order) for order in guests], by=by)
        sql.run(
            """UPDATE orders_order o SET customer_id = n.customer
               FROM unnest(%s::uuid[], %s::uuid[]) n(id, customer) WHERE o.id = n.id AND o.customer_id IS NULL""",
            [sql.array("uuid", [order.id for order in guests]), sql.array("uuid", customers)],
        )


def _contact(order: OrderRead) -> Contact:
    if not order.contact_phone:
        return Contact(order.contact_name, email=order.contact_email)
    beside = (("email", order.contact_email),) if order.contact_email else ()
    return Contact(order.contact_name, order.contact_phone, mentioned=beside)
