"""Find any order at a counter: to hand it over, to be paid for it, to take goods of it back, wherever it was bought."""

from __future__ import annotations

from uuid import UUID

from duken.customers.search import phone_spellings
from duken.fulfilment.errors import FulfilmentMissing
from duken.fulfilment.hand_over import digits
from duken.fulfilment.reads import fulfilment, fulfilment_with_code
from duken.kernel.actor import Actor, system
from duken.kernel.pages import Page
from duken.orders.browse import OrderQuery, browse_orders
from duken.orders.errors import OrderMissing
from duken.orders.reads import order_by_number
from duken.tills.found_order import FoundOrder
from duken.tills.orders_at_till import orders_at_till
from duken.tills.reads import TillRead

FOUND_AT_MOST = 20
COLLECT_DIGITS = 6
_FINDER = system("tills.find_orders")  # whoever has the number or the phone of an order stands at the counter with it


def find_orders(text: str, *, till: TillRead, by: Actor) -> list[FoundOrder]:
    """By number, receipt, code of collection, phone or e-mail, of any shop; by a name only those of this shop.

    The newest first; a fixed number of statements.
    """
    by.require("tills.sell", store=till.location_id)
    asked = text.strip().replace("\x00", "")[:80]
    found = [*_by_number(asked), *_by_code(asked, till, by), *_by_search(asked, by)]
    return orders_at_till(list(dict.fromkeys(found))[:FOUND_AT_MOST], till=till, by=by)


def _by_number(text: str) -> list[UUID]:
    try:
        return [order_by_number(text, by=_FINDER).id] if text else []
    except OrderMissing:
        return []


def _by_code(text: str, till: TillRead, by: Actor) -> list[UUID]:
    """Six digits that somebody shows who comes to collect, in this shop."""
    code = digits(text)
    if len(code) != COLLECT_DIGITS or any(character.isalpha() for character in text):
        return []
    try:
        return [fulfilment(fulfilment_with_code(code, location_id=till.location_id, by=by), by=by).order_id]
    except FulfilmentMissing:
        return []


def _by_search(text: str, by: Actor) -> list[UUID]:
    """A whole phone or address is asked of every shop; a name, or a part of a number, of this one."""
    if not text:
        return []
    is_exact = bool(phone_spellings(text)) or ("@" in text and "." in text)
    page = Page("-placed_at", FOUND_AT_MOST)
    return [row.id for row in browse_orders(OrderQuery(search=text), page=page, by=_FINDER if is_exact else by).rows]
