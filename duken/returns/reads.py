"""Questions about returns that change nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.kernel import sql
from duken.kernel.actor import Actor


class ReturnedLine(NamedTuple):
    """Pieces of one order line that came back; `amount_minor` was paid back for them."""

    return_id: UUID
    number: str
    order_line_id: UUID
    sku: str
    quantity: int
    amount_minor: int
    returned_at: datetime


class ReturnRead(NamedTuple):
    """One return with its totals. Amounts in minor units of `currency`."""

    id: UUID
    number: str
    channel: str
    location_id: UUID
    customer_id: UUID | None
    returned_at: datetime
    currency: str
    goods_minor: int
    delivery_minor: int
    credit_minor: int
    total_minor: int


_RETURN = """id, number, channel, location_id, customer_id, returned_at, currency, goods_minor, delivery_minor,
    credit_minor, total_minor"""


def returned_of_orders(order_ids: Sequence[UUID], *, by: Actor) -> list[ReturnedLine]:
    """What came back of these orders, oldest first. One statement; the actor's stores only."""
    by.require("orders.read")
    return sql.named_rows(
        ReturnedLine,
        """SELECT r.id, r.number, l.order_line_id, l.sku, l.quantity, l.amount_minor, r.returned_at
           FROM returns_line l JOIN returns_return r ON r.id = l.return_id
           WHERE l.order_id = ANY(%s) AND (%s::uuid[] IS NULL OR r.location_id = ANY(%s))
           ORDER BY r.returned_at, l.position""",
        [list(order_ids), _stores(by), _stores(by)],
    )


def returns(*, before: tuple[datetime, UUID] | None = None, limit: int = 50, by: Actor) -> list[ReturnRead]:
    """Newest first; `before` is (returned_at, id) of the last row of the page before. The actor's stores only."""
    by.require("orders.read")
    return sql.named_rows(
        ReturnRead,
        f"""SELECT {_RETURN} FROM returns_return
            WHERE (%s::uuid[] IS NULL OR location_id = ANY(%s)) AND (%s OR (returned_at, id) < (%s, %s))
            ORDER BY returned_at DESC, id DESC LIMIT %s""",  # noqa: S608
        [_stores(by), _stores(by), before is None, *(before or (None, None)), limit],
    )


def customers_of_returns(return_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Whose each return is; those of nobody known are absent. For reactions, not for people."""
    rows = sql.rows(
        "SELECT id, customer_id FROM returns_return WHERE id = ANY(%s) AND customer_id IS NOT NULL", [list(return_ids)]
    )
    return dict(rows)


def _stores(by: Actor) -> list[UUID] | None:
    return None if by.stores is None else list(by.stores)
