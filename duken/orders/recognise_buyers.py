"""Put orders on the cards of those who placed them: found by phone or e-mail, or a new card opened."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import sql
from duken.kernel.actor import Actor
from duken.orders.reads import orders_with_ids


def recognise_buyers(order_ids: Sequence[UUID], *, by: Actor) -> None:
    """Orders placed by guests get a customer; those that have one keep it. Repeating changes nothing.

    A guest is known by one contact, the phone if there is one: two typed contacts prove nothing about each other,
    and a card that had both would open to whoever owns the other.
    """
    by.require("customers.write")
    with transaction.atomic():
        guests = [order for order in orders_with_ids(order_ids) if order.customer_id is None]
        if not guests:
            return
        contacts = [
            Contact(order.contact_name, order.contact_phone, "" if order.contact_phone else order.contact_email)
            for order in guests
        ]
        customers = recognise_customers(contacts, by=by)
        sql.run(
            """UPDATE orders_order o SET customer_id = n.customer
               FROM unnest(%s::uuid[], %s::uuid[]) n(id, customer) WHERE o.id = n.id AND o.customer_id IS NULL""",
            [sql.array("uuid", [order.id for order in guests]), sql.array("uuid", customers)],
        )
