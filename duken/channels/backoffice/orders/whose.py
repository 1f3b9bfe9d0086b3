"""Whose an order is: what was told with it, else the card it stands on; at a till often nobody's."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext

from duken.channels.backoffice.desk import Desk
from duken.customers.reads import customers_with_ids
from duken.orders.browse import OrderRow
from duken.orders.order import OrderRead


def names_of(orders: Iterable[OrderRow | OrderRead], desk: Desk) -> dict[UUID, str]:
    """By order. A fixed number of statements; "" where somebody is known by a phone or an e-mail only."""
    orders = list(orders)
    untold = {order.customer_id for order in orders if order.customer_id and not order.contact_name}
    cards = customers_with_ids(untold, by=desk.by) if untold and desk.may("customers.read") else {}
    known = {customer_id: card.name for customer_id, card in cards.items()}
    return {order.id: order.contact_name or _by_card(order, known) for order in orders}


def _by_card(order: OrderRow | OrderRead, known: dict[UUID, str]) -> str:
    if order.customer_id is None:
        return "" if order.contact_phone or order.contact_email else gettext("Walk-in customer")
    return known.get(order.customer_id, "")
