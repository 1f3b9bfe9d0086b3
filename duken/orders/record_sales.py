"""Record sales: what was sold over a counter, paid and handed over at once. It has happened, whatever the books say."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from duken.carts.lock_for_order import kept_for
from duken.carts.mark_ordered import OrderedCart, mark_ordered
from duken.customers.identities.alias import aliases_of_all
from duken.inventory.ask_for_count import ask_for_count
from duken.kernel import ids, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record_many
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Chain, HoldId, Release
from duken.ledger.lock import lock_accounts
from duken.ledger.post import KeyTaken, post
from duken.ledger.reads import cached
from duken.loyalty.reads import programme_for
from duken.orders._counter import Free, Taking
from duken.orders.events import OrderSold
from duken.orders.order import LINE_COLUMNS, ORDER_COLUMNS, LineRead, OrderRead, columns_of
from duken.orders.sold import Sale, SaleWritten
from duken.payments.provider import TILL
from duken.payments.take_at_till import write_paid
from duken.promotions.claims import claims_of, grants_for


def record_sales(sales: Sequence[Sale], *, by: Actor) -> list[SaleWritten]:
    """Write each sale as handed over, in order; answers what the books did not have. Nothing is refused.

    Units come from what the till has set aside, then from what is kept for its channel, then from what is free on the
    shelf, then out of the variance, and somebody is asked to count. A key that was written before answers its order and
    moves nothing. A fixed number of statements for any number of sales, and a few for each place where something was
    missing.
    """
    for sale in sales:
        by.require("tills.sell", store=sale.location_id)
    with transaction.atomic():
        known = _written_before([sale.key for sale in sales])
        fresh = _without_doubles(
            [sale for sale in {sale.key: sale for sale in sales}.values() if sale.key not in known]
        )
        baskets = _close_baskets(fresh, by)
        takings = _takings(fresh)
        _take(takings, by)
        orders = [_order(taking, by) for taking in takings]
        _write(takings, orders, by)
        _ask_for_counts(takings, by)
    made = known | {
        taking.sale.key: _answer(taking, order, baskets.get(order.id))
        for taking, order in zip(takings, orders, strict=True)
    }
    return [made[sale.key] for sale in sales]


def _written_before(keys: Sequence[str]) -> dict[str, SaleWritten]:
    rows = sql.rows("SELECT key, id, number FROM orders_order WHERE key = ANY(%s)", [list(keys)])
    return {key: SaleWritten(order_id, number, repeated=True) for key, order_id, number in rows}


def _without_doubles(sales: Sequence[Sale]) -> list[Sale]:
    """Ids and numbers come from a device: one that is somebody else's is not taken from them, and no reason to lose a
    sale."""
    lines = [line.id for sale in sales for line in sale.lines]
    taken = {one for (one,) in sql.rows("SELECT id FROM orders_line WHERE id = ANY(%s)", [lines])}
    named = sql.rows(
        "SELECT number, NULL::uuid FROM orders_order WHERE number = ANY(%s) UNION ALL "
        "SELECT NULL, id FROM orders_order WHERE id = ANY(%s)",
        [[sale.number for sale in sales], [sale.id for sale in sales]],
    )
    numbers, orders = {number for number, _ in named}, {order_id for _, order_id in named}
    kept = []
    for sale in sales:
        own = []
        for line in sale.lines:
            own.append(line._replace(id=ids.new_id()) if line.id in taken else line)
            taken.add(line.id)
        sale_id = ids.new_id() if sale.id in orders else sale.id
        number = f"{sale.number}/{ids.show('', sale_id)[-6:]}" if sale.number in numbers else sale.number
        numbers.add(sale.number)
        kept.append(replace(sale, id=sale_id, number=number, lines=tuple(own)))
    return kept


def _close_baskets(sales: Sequence[Sale], by: Actor) -> dict[UUID, Refusal]:
    """A basket of another channel ends with its receipt, and what was kept for it is free: the sale takes it."""
    with_basket = [(sale.cart_id, sale.id) for sale in sales if sale.cart_id]
    if not with_basket:
        return {}
    holding = kept_for([cart_id for cart_id, _ in with_basket])
    answers = mark_ordered([OrderedCart(*pair) for pair in with_basket], by=by.lend("carts.write", "carts.read"))
    refused = {order: no for (_, order), no in zip(with_basket, answers, strict=True) if no}
    ends = [
        Chain(f"ordered:{order}", f"order:{order}", tuple(Release(HoldId(one.hold_id), "ordered") for one in kept.held))
        for cart_id, order in with_basket
        if order not in refused and (kept := holding.get(cart_id)) and kept.held
    ]
    if ends:
        post(ends, by=by.lend("ledger.post"))  # refused only where a hold has ended by itself
    return refused


def _takings(sales: Sequence[Sale]) -> list[Taking]:
    families = aliases_of_all({sale.customer_id for sale in sales if sale.customer_id and sale.points})
    takings = []
    for sale in sales:
        programme = programme_for(sale.currency) if sale.points else None
        cards = families.get(sale.customer_id, ()) if sale.customer_id else ()
        claims = claims_of(sale.used, customer_id=sale.customer_id)
        takings.append(Taking(sale, claims, programme.code if programme else "", cards))
    return takings


def _take(takings: Sequence[Taking], by: Actor) -> None:
    """Lock everything they may take from, in the one order, then decide in memory."""
    grants = [grant for one in takings for grant in grants_for(one.sale.used, customer_id=one.sale.customer_id)]
    sources = list(dict.fromkeys(source for taking in takings for source in taking.sources()))
    guarded = [account for taking in takings for account in taking.guarded()]
    lock_accounts(sources, if_there=guarded, by=by.lend("ledger.post"))
    if grants:
        post(grants, by=by.lend("ledger.post"))
    free: Free = {account: balance.free for account, balance in cached([*sources, *guarded]).items()}
    for taking in takings:
        taking.take(free)


def _write(takings: Sequence[Taking], orders: Sequence[OrderRead], by: Actor) -> None:
    if not takings:
        return
    columns = columns_of(orders, ORDER_COLUMNS)
    columns["key"] = ("text", [taking.sale.key for taking in takings])
    columns["fingerprint"] = ("bytea", sql.Same(b""))
    sql.insert_new("orders_order", columns, by="key", otherwise=KeyTaken)
    sql.insert("orders_line", columns_of([line for order in orders for line in order.lines], LINE_COLUMNS))
    write_paid([paid for taking in takings for paid in taking.paid], by=by)
    chains = [
        Chain(f"sold:{taking.sale.key}", f"order:{taking.sale.id}", tuple(taking.posts), taking.sale.at)
        for taking in takings
    ]
    for answer in post(chains, by=by.lend("ledger.post")):
        assert not isinstance(answer, Refusal), answer  # all it takes was locked
    record_many(
        [(_sold(taking, order), order.actor, order.channel) for taking, order in zip(takings, orders, strict=True)]
    )


def _ask_for_counts(takings: Sequence[Taking], by: Actor) -> None:
    wanted: dict[UUID, dict[UUID, None]] = {}
    for taking in takings:
        if taking.missing:
            wanted.setdefault(taking.sale.location_id, {}).update(dict.fromkeys(taking.missing))
    for location_id in sorted(wanted):
        ask_for_count(list(wanted[location_id]), location_id=location_id, by=by.lend("inventory.count"))


def _order(taking: Taking, by: Actor) -> OrderRead:
    sale = taking.sale
    added_tax = sum(line.added_tax_minor for line in sale.lines)
    return OrderRead(
        id=sale.id,
        number=sale.number,
        secret=secrets.token_urlsafe(16),
        channel=sale.channel,
        kind="order",
        external_reference="",
        status="fulfilled",
        placed_at=sale.at,
        actor=by.id,
        customer_id=sale.customer_id,
        cart_id=sale.cart_id,
        contact_name="",
        contact_phone="",
        contact_email="",
        language=sale.language,
        method="pickup",
        location_id=sale.location_id,
        zone_code="",
        address=None,
        ready_by=None,
        delivery_from=None,
        delivery_to=None,
        collect_code="",
        payment_method=taking.paid[0].method if taking.paid else TILL,
        payment_id=taking.paid[0].id if taking.paid else None,
        currency=sale.currency,
        subtotal_minor=sum(line.subtotal_minor for line in sale.lines),
        discount_minor=sum(line.subtotal_minor - line.total_minor for line in sale.lines),
        delivery_minor=0,
        tax_minor=sum(line.tax_minor for line in sale.lines),
        added_tax_minor=added_tax,
        includes_tax=sale.includes_tax,
        total_minor=sale.total_minor,
        note="",
        lines=_lines(taking),
    )


def _lines(taking: Taking) -> tuple[LineRead, ...]:
    return tuple(
        LineRead(
            id=line.id,
            order_id=taking.sale.id,
            position=position,
            variant_id=line.variant_id,
            sku=line.sku,
            title=line.title,
            quantity=line.quantity,
            ordered_quantity=line.quantity,
            returned_quantity=0,
            unit_price_minor=line.unit_price_minor,
            subtotal_minor=line.subtotal_minor,
            discount_minor=line.subtotal_minor - line.total_minor,
            tax_minor=line.tax_minor,
            added_tax_minor=line.added_tax_minor,
            tax_rate=line.tax_rate,
            total_minor=line.total_minor,
            holds=[],
            points_spent=spent,
            points_per_mille=line.points_per_mille,
        )
        for position, (line, spent) in enumerate(zip(taking.sale.lines, taking.spent_on_lines(), strict=True), start=1)
    )


def _sold(taking: Taking, order: OrderRead) -> OrderSold:
    sale = taking.sale
    return OrderSold(
        order.id,
        order.number,
        order.channel,
        order.location_id,
        sale.at,
        Money(order.total_minor, order.currency),
        tuple((line.sku, line.variant_id, line.quantity) for line in order.lines),
        tuple((paid.tender or paid.method, paid.amount_minor) for paid in taking.paid),
    )


def _answer(taking: Taking, order: OrderRead, basket: Refusal | None) -> SaleWritten:
    return SaleWritten(
        order.id,
        order.number,
        tuple(taking.missing.items()),
        tuple(taking.unpaid),
        tuple(dict.fromkeys(taking.refused)),
        taking.points_short,
        basket,
    )
