"""Who called about which order: its number, or how it begins, leads to the customer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.lists.columns import Badge
from duken.channels.backoffice.phone_desk.seat import Seat
from duken.kernel.money import Money
from duken.kernel.pages import Page
from duken.orders.browse import OrderQuery, OrderRow, browse_orders
from duken.privacy.reads import erased_at

LEAST = 4  # characters of a number that are searched for
_SAID = re.compile(r"^\s*(?:№|#|no\.?\s|nr\.?\s)\s*", re.IGNORECASE)


class FoundOrder(NamedTuple):
    order: OrderRow
    status: Badge
    total: Money
    is_exact: bool  # its whole number was typed
    is_erased: bool  # whose it was is not known any more

    @property
    def leads_to_somebody(self) -> bool:
        return self.order.customer_id is not None and not self.is_erased


def orders_numbered(text: str, *, limit: int, desk: Desk, seat: Seat) -> list[FoundOrder]:
    """Orders this person may see of that very number, else those whose number begins so; the newest first."""
    number = _SAID.sub("", text).strip().upper()
    if len(number) < LEAST or "@" in number or not any(letter.isdigit() for letter in number):
        return []
    if not desk.may("orders.read"):
        return []
    rows = browse_orders(OrderQuery(search=number), page=Page("-placed_at", limit), by=seat.by).rows
    exact = [row for row in rows if row.number == number]
    return _told(exact or [row for row in rows if row.number.startswith(number)], number, seat)


def _told(rows: Sequence[OrderRow], number: str, seat: Seat) -> list[FoundOrder]:
    erased = erased_at([row.customer_id for row in rows if row.customer_id and not row.contact_name], by=seat.by)
    return [
        FoundOrder(
            row,
            words.order_badge(row.status),
            Money(row.total_minor, row.currency),
            row.number == number,
            row.customer_id in erased,
        )
        for row in rows
    ]
