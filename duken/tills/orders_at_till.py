"""An order as a till sees it: what is due, whether it is handed over here, what of it may come back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from duken.carts.policies import priced_per
from duken.catalog.reads import VariantRead, variants_by_id
from duken.fulfilment.reads import fulfilments_of_orders
from duken.kernel.actor import Actor, system
from duken.orders.reads import LineRead, OrderRead, orders_with_ids
from duken.payments.provider import EXCHANGE, OWN_METHODS
from duken.payments.reads import PaymentRead, payments_of
from duken.returns.policies import most_for_goods
from duken.returns.reads import returned_of_orders
from duken.stores import reads as stores
from duken.tills.found_order import FoundLine, FoundOrder, PaymentOfOrder
from duken.tills.reads import TillRead

_READER = system("tills.orders_at_till")  # the caller has seen that they are whoever's asks
_DONE = ("fulfilled", "closed")


class _Around(NamedTuple):
    """What belongs to some orders, read together."""

    payments: Mapping[UUID, Sequence[PaymentRead]]
    paid_back: Mapping[UUID, int]  # by line
    variants: Mapping[UUID, VariantRead]
    works: Mapping[UUID, tuple[UUID, str]]


def orders_at_till(order_ids: Sequence[UUID], *, till: TillRead, by: Actor) -> list[FoundOrder]:
    """These, in the order given; the caller has seen that they are whoever's asks."""
    by.require("tills.sell", store=till.location_id)
    found = {one.id: one for one in orders_with_ids(order_ids)} if order_ids else {}
    around = _around(list(found.values())) if found else _Around({}, {}, {}, {})
    return [_told(found[one], around, till) for one in order_ids if one in found]


def _around(orders: Sequence[OrderRead]) -> _Around:
    ids = [one.id for one in orders]
    paid_back: dict[UUID, int] = defaultdict(int)
    for line in returned_of_orders(ids, by=_READER):
        paid_back[line.order_line_id] += line.amount_minor
    return _Around(
        payments_of(ids, by=_READER),
        paid_back,
        dict(variants_by_id({line.variant_id for one in orders for line in one.lines}).items()),
        fulfilments_of_orders(ids, by=_READER),
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
