"""Find any order at a counter: to hand it over, to be paid for it, to take goods of it back, wherever it was bought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec

from duken.carts.policies import priced_per
from duken.catalog.reads import VariantRead, variants_by_id
from duken.customers.search import phone_spellings
from duken.fulfilment.errors import FulfilmentMissing
from duken.fulfilment.hand_over import digits
from duken.fulfilment.reads import fulfilment, fulfilment_with_code, fulfilments_of_orders
from duken.kernel.actor import Actor, system
from duken.kernel.pages import Page
from duken.orders.browse import OrderQuery, browse_orders
from duken.orders.errors import OrderMissing
from duken.orders.reads import LineRead, OrderRead, order_by_number, orders_with_ids
from duken.payments.provider import EXCHANGE, OWN_METHODS
from duken.payments.reads import PaymentRead, payments_of
from duken.returns.policies import most_for_goods
from duken.returns.reads import returned_of_orders
from duken.stores import reads as stores
from duken.tills.reads import TillRead

FOUND_AT_MOST = 20
COLLECT_DIGITS = 6
_FINDER = system("tills.find_orders")  # whoever has the number or the phone of an order stands at the counter with it
_DONE = ("fulfilled", "closed")


class PaymentOfOrder(msgspec.Struct, frozen=True):
    """How an order was paid, and what of it may go back the same way."""

    id: str
    method: str
    tender: str
    refundable_minor: int


class FoundLine(msgspec.Struct, frozen=True):
    """`returnable_minor` is what all `returnable` pieces are worth: shared from what was paid, and no more than money
    that went back without goods has left of it."""

    id: str
    variant: str
    sku: str
    title: str
    quantity: int
    unit: str
    per: int
    returnable: int
    returnable_minor: int
    picture: str


class FoundOrder(msgspec.Struct, frozen=True):
    """`why_not`: a word for why it cannot be collected here, "" where it can; the channel says it in a sentence."""

    id: str
    number: str
    channel: str
    status: str
    placed_at: datetime
    customer: str | None
    customer_name: str
    store: str
    currency: str
    total_minor: int
    due_minor: int
    can_collect: bool
    why_not: str
    payments: list[PaymentOfOrder]
    lines: list[FoundLine]


class _Around(NamedTuple):
    """What belongs to some orders, read together."""

    payments: Mapping[UUID, Sequence[PaymentRead]]
    paid_back: Mapping[UUID, int]  # by line
    variants: Mapping[UUID, VariantRead]
    works: Mapping[UUID, tuple[UUID, str]]


def find_orders(text: str, *, till: TillRead, by: Actor) -> list[FoundOrder]:
    """By number, receipt, code of collection, phone or e-mail, of any shop; by a name only those of this shop.

    The newest first; a fixed number of statements.
    """
    by.require("tills.sell", store=till.location_id)
    asked = text.strip().replace("\x00", "")[:80]
    found = [*_by_number(asked), *_by_code(asked, till, by), *_by_search(asked, by)]
    return orders_at_till(list(dict.fromkeys(found))[:FOUND_AT_MOST], till=till, by=by)


def orders_at_till(order_ids: Sequence[UUID], *, till: TillRead, by: Actor) -> list[FoundOrder]:
    """These, in the order given; the caller has seen that they are whoever's asks."""
    by.require("tills.sell", store=till.location_id)
    found = {one.id: one for one in orders_with_ids(order_ids)} if order_ids else {}
    around = _around(list(found.values())) if found else _Around({}, {}, {}, {})
    return [_told(found[one], around, till) for one in order_ids if one in found]


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


def _around(orders: Sequence[OrderRead]) -> _Around:
    ids = [one.id for one in orders]
    paid_back: dict[UUID, int] = defaultdict(int)
    for line in returned_of_orders(ids, by=_FINDER):
        paid_back[line.order_line_id] += line.amount_minor
    return _Around(
        payments_of(ids, by=_FINDER),
        paid_back,
        dict(variants_by_id({line.variant_id for one in orders for line in one.lines}).items()),
        fulfilments_of_orders(ids, by=_FINDER),
    )


def _told(order: OrderRead, around: _Around, till: TillRead) -> FoundOrder:
    payments = around.payments.get(order.id, ())
    work = around.works.get(order.id)
    why_not = _why_not(order, work[1] if work else "", till)
    return FoundOrder(
        id=str(order.id),
        number=order.number,
        channel=order.channel,
        status=order.status,
        placed_at=order.placed_at,
        customer=str(order.customer_id) if order.customer_id else None,
        customer_name=order.contact_name,
        store=stores.location(order.location_id).code,
        currency=order.currency,
        total_minor=order.total_minor,
        due_minor=_due(order, payments),
        can_collect=not why_not,
        why_not=why_not,
        payments=[_payment(one) for one in payments if one.status == "captured" and one.method != EXCHANGE],
        lines=[_line(line, order, around, _most(order, payments, around)) for line in order.lines],
    )


def _why_not(order: OrderRead, work: str, till: TillRead) -> str:
    if order.status == "cancelled":
        return "cancelled"
    if order.status in _DONE or work in ("collected", "delivered"):
        return "handed_over"
    if order.method != "pickup":
        return "to_be_delivered"
    return "" if order.location_id == till.location_id else "elsewhere"


def _due(order: OrderRead, payments: Sequence[PaymentRead]) -> int:
    """What was promised to be paid and has not come."""
    if order.status == "cancelled":
        return 0
    return sum(one.amount_minor for one in payments if one.status == "started" and one.method not in OWN_METHODS)


def _payment(payment: PaymentRead) -> PaymentOfOrder:
    return PaymentOfOrder(
        id=str(payment.id),
        method=payment.method,
        tender=payment.method if payment.method in OWN_METHODS else payment.tender,
        refundable_minor=payment.captured_minor - payment.refunded_minor,
    )


def _most(order: OrderRead, payments: Sequence[PaymentRead], around: _Around) -> int | None:
    return most_for_goods(payments, sum(around.paid_back.get(line.id, 0) for line in order.lines))


def _line(line: LineRead, order: OrderRead, around: _Around, most: int | None) -> FoundLine:
    variant = around.variants.get(line.variant_id)
    left = line.quantity - line.returned_quantity if order.status in _DONE else 0
    paid = line.total_minor + line.added_tax_minor - around.paid_back.get(line.id, 0)
    paid = paid if most is None else min(paid, most)
    return FoundLine(
        id=str(line.id),
        variant=str(line.variant_id),
        sku=line.sku,
        title=line.title,
        quantity=line.quantity,
        unit=variant.unit if variant else "pcs",
        per=priced_per(variant.unit) if variant else 1,
        returnable=left,
        returnable_minor=max(paid, 0) if left else 0,
        picture=variant.thumbnail if variant else "",
    )
