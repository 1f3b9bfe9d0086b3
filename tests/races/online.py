"""Orders paid online: placed over HTTP, and the news their gateway sends of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson

from duken.kernel import clock, ids, sql
from duken.providers.payments.testpay.provider import signer
from tests.races.shop import Shop
from tests.races.swarm import Ask, api_ask, rush


@dataclass(frozen=True, slots=True)
class Online:
    """One order waiting for its money."""

    order_id: UUID
    secret: str
    payment_id: UUID
    amount_minor: int
    reference: str


def order_online(shop: Shop, sku: str, orders: int) -> list[Online]:
    """So many orders of one piece, announced to the gateway, nothing paid yet."""
    body = {
        "channel": "web",
        "lines": [{"sku": sku, "quantity": 1}],
        "contact": {"name": "Buyer", "email": "buyer@example.com"},
        "delivery": {"method": "pickup", "store": "auto"},
        "payment": {"method": "online"},
    }
    record = rush(
        shop,
        [api_ask("/api/v1/orders", body, shop.secret, key=f"{sku}-{number}") for number in range(orders)],
        connections=30,
    )
    assert record.statuses() == {201: orders}
    return [
        Online(*row)
        for row in sql.rows(
            """SELECT o.id, o.secret, p.id, p.amount_minor, p.reference FROM orders_order o
               JOIN payments_payment p ON p.order_id = o.id JOIN orders_line l ON l.order_id = o.id
               WHERE l.sku = %s ORDER BY o.number""",
            [sku],
        )
    ]


def pressed_approve(found: Sequence[Online]) -> None:
    """The shoppers have pressed on the gateway's page: its own book says so."""
    sql.run(
        "UPDATE testpay_session SET outcome = 'captured' WHERE id = ANY(%s::uuid[])",
        [sql.array("uuid", [one.reference for one in found])],
    )


def back_from_the_gateway(one: Online) -> Ask:
    """The shopper's browser returns."""
    return Ask(f"/order/{one.secret}/paid/", method="GET", about=one)


def news_of_payment(one: Online) -> Ask:
    """The gateway's webhook, signed."""
    told = {
        "merchant_reference": str(one.payment_id),
        "reference": one.reference,
        "outcome": "captured",
        "amount_minor": one.amount_minor,
        "currency": "GBP",
    }
    body, message, sent = orjson.dumps(told).decode(), f"msg_{ids.new_id()}", clock.now()
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": str(int(sent.timestamp())),
        "webhook-signature": signer().sign(message, sent, body),
    }
    return Ask("/webhooks/payments/testpay/", body.encode(), headers, about=one)
