"""Import orders: sales that have happened elsewhere or before. They are recorded even when stock says no."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import cast
from uuid import UUID

from django.db import transaction

from duken.customers.erased.among import erased_among
from duken.customers.identities.find import spellings
from duken.inventory import accounts as stock
from duken.kernel import ids, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record_many
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Chain, Post
from duken.ledger.post import KeyTaken, post
from duken.orders.errors import EmptyOrder
from duken.orders.events import OrderImported
from duken.orders.order import LINE_COLUMNS, ORDER_COLUMNS, LineRead, OrderRead, columns_of
from duken.payments import accounts as money
from duken.stores import reads as stores
from duken.tax.amounts import included_tax


@dataclass(frozen=True, slots=True)
class PastLine:
    """One line as it was sold. `total_minor` is what the buyer paid for it, tax included, after discount."""

    variant_id: UUID
    sku: str
    title: str
    quantity: int
    unit_price_minor: int
    total_minor: int
    tax_rate: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class PastSale:
    """One finished sale: paid and handed over. `reference` is its number there, once per channel."""

    reference: str
    number: str
    channel: str
    location_id: UUID
    placed_at: datetime
    currency: str
    lines: tuple[PastLine, ...]
    delivery_minor: int = 0
    delivery_tax_rate: Decimal = Decimal(0)
    customer_id: UUID | None = None
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    payment_method: str = "elsewhere"


def import_orders(sales: Sequence[PastSale], *, by: Actor) -> list[UUID | Refusal]:
    """Record each sale; answers its order id, the same for one that was imported before. Twelve statements a batch.

    A sale to somebody who was erased since is a sale to nobody: an old file does not bring them back. Stock goes from
    the `history` account to the customer: today's shelves are not touched. Money goes from sales to the customer and
    from the customer to where the other system put it.
    """
    by.require("orders.import")
    with transaction.atomic():
        known = _known([_key(sale) for sale in sales])
        answers: list[UUID | Refusal] = []
        fresh: list[tuple[PastSale, OrderRead]] = []
        for sale in _without_erased(sales):
            if not sale.lines:
                answers.append(EmptyOrder())
                continue
            key = _key(sale)
            if key not in known:
                made = _order(sale, by)
                known[key] = made.id
                fresh.append((sale, made))
            answers.append(known[key])
        _write(fresh, by)
    return answers


def _without_erased(sales: Sequence[PastSale]) -> list[PastSale]:
    contacts = [_contacts(sale) for sale in sales]
    erased = erased_among(set().union(*contacts))
    return [
        sale if erased.isdisjoint(said) else replace(sale, contact_name="", contact_email="", contact_phone="")
        for sale, said in zip(sales, contacts, strict=True)
    ]


def _contacts(sale: PastSale) -> set[tuple[str, str]]:
    """In normal spelling; what is no contact at all is nobody's."""
    said = [("email", sale.contact_email), ("phone", sale.contact_phone)]
    country = stores.location(sale.location_id).country
    return {(kind, value) for kind, text in said if text for value in spellings(kind, text, country=country)}


def _known(keys: list[str]) -> dict[str, UUID]:
    return dict(
        cast("list[tuple[str, UUID]]", sql.rows("SELECT key, id FROM orders_order WHERE key = ANY(%s)", [keys]))
    )


def _key(sale: PastSale) -> str:
    return f"import:{sale.channel}:{sale.reference}"


def _write(fresh: Sequence[tuple[PastSale, OrderRead]], by: Actor) -> None:
    if not fresh:
        return
    orders = [order for _, order in fresh]
    columns = columns_of(orders, ORDER_COLUMNS)
    columns["key"] = ("text", [_key(sale) for sale, _ in fresh])
    columns["fingerprint"] = ("bytea", sql.Same(b""))
    sql.insert_new("orders_order", columns, by="key", otherwise=KeyTaken)
    sql.insert("orders_line", columns_of([line for order in orders for line in order.lines], LINE_COLUMNS))
    for answer in post([_chain(order) for order in orders], by=by.lend("ledger.post")):
        if isinstance(answer, Refusal):
            raise answer
    record_many([(_imported(order), by.id, order.channel) for order in orders])


def _chain(order: OrderRead) -> Chain:
    transfers = [
        Post(stock.history(line.variant_id), stock.customer(line.variant_id), line.quantity) for line in order.lines
    ]
    if order.total_minor > 0:
        customer = money.customer(order.currency)
        transfers += [
            Post(money.sales(order.currency, order.channel), customer, order.total_minor, "sale"),
            Post(customer, money.settled_elsewhere(order.currency, order.channel), order.total_minor, "payment"),
        ]
    return Chain(
        f"import:{order.channel}:{order.external_reference}", f"order:{order.id}", tuple(transfers), order.placed_at
    )


def _order(sale: PastSale, by: Actor) -> OrderRead:
    order_id = ids.new_id()
    lines = tuple(_line(order_id, position, line) for position, line in enumerate(sale.lines, start=1))
    return OrderRead(
        id=order_id,
        number=sale.number,
        secret=secrets.token_urlsafe(16),
        channel=sale.channel,
        kind="history",
        external_reference=sale.reference,
        status="closed",
        placed_at=sale.placed_at,
        actor=by.id,
        customer_id=sale.customer_id,
        cart_id=None,
        contact_name=sale.contact_name,
        contact_phone=sale.contact_phone,
        contact_email=sale.contact_email,
        language="",
        method="delivery" if sale.delivery_minor else "pickup",
        location_id=sale.location_id,
        zone_code="",
        address=None,
        ready_by=None,
        delivery_from=None,
        delivery_to=None,
        collect_code="",
        payment_method=sale.payment_method,
        payment_id=None,
        currency=sale.currency,
        subtotal_minor=sum(line.subtotal_minor for line in lines),
        discount_minor=sum(line.discount_minor for line in lines),
        delivery_minor=sale.delivery_minor,
        tax_minor=sum(line.tax_minor for line in lines) + included_tax(sale.delivery_minor, sale.delivery_tax_rate),
        added_tax_minor=0,
        includes_tax=True,
        total_minor=sum(line.total_minor for line in lines) + sale.delivery_minor,
        note="",
        lines=lines,
    )


def _line(order_id: UUID, position: int, line: PastLine) -> LineRead:
    subtotal = line.unit_price_minor * line.quantity
    return LineRead(
        id=ids.new_id(),
        order_id=order_id,
        position=position,
        variant_id=line.variant_id,
        sku=line.sku,
        title=line.title,
        quantity=line.quantity,
        ordered_quantity=line.quantity,
        returned_quantity=0,
        unit_price_minor=line.unit_price_minor,
        subtotal_minor=subtotal,
        discount_minor=subtotal - line.total_minor,
        tax_minor=included_tax(line.total_minor, line.tax_rate),
        added_tax_minor=0,
        tax_rate=line.tax_rate,
        total_minor=line.total_minor,
        holds=[],
    )


def _imported(order: OrderRead) -> OrderImported:
    total = Money(order.total_minor, order.currency)
    return OrderImported(order.id, order.number, order.channel, order.location_id, total)
