"""An order and its lines as plain values, one field for each column. Structs: a fifth of what a dataclass costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any, NewType
from uuid import UUID

import msgspec
import orjson

from duken.kernel.sql import Same

OrderId = NewType("OrderId", UUID)
LineId = NewType("LineId", UUID)


class LineRead(msgspec.Struct, frozen=True):
    """One line. Amounts in minor units of the order's currency; `total_minor` is what the buyer pays for it, but for
    `added_tax_minor` where prices do not include tax."""

    id: UUID
    order_id: UUID
    position: int
    variant_id: UUID
    sku: str
    title: str
    quantity: int
    ordered_quantity: int
    returned_quantity: int
    unit_price_minor: int
    subtotal_minor: int
    discount_minor: int
    tax_minor: int
    added_tax_minor: int
    tax_rate: Decimal
    total_minor: int
    holds: list[list[Any]]  # [[hold id, quantity]]
    points_spent: int = 0
    points_per_mille: int = 1000


class OrderRead(msgspec.Struct, frozen=True):
    """One order, whole. `repeated`: the answer to a key that had been used before."""

    id: UUID
    number: str
    secret: str
    channel: str
    kind: str
    external_reference: str
    status: str
    placed_at: datetime
    actor: str
    customer_id: UUID | None
    cart_id: UUID | None
    contact_name: str
    contact_phone: str
    contact_email: str
    language: str
    method: str
    location_id: UUID
    zone_code: str
    address: dict[str, str] | None
    ready_by: datetime | None
    delivery_from: date | None
    delivery_to: date | None
    collect_code: str
    payment_method: str
    payment_id: UUID | None
    currency: str
    subtotal_minor: int
    discount_minor: int
    delivery_minor: int
    tax_minor: int
    added_tax_minor: int
    includes_tax: bool
    total_minor: int
    note: str
    claims: list[list[Any]] = msgspec.field(default_factory=list)  # [[kind, reference, hold id, amount]]
    company_id: UUID | None = None  # for which the customer ordered
    lines: tuple[LineRead, ...] = ()
    repeated: bool = False


# column -> PostgreSQL type, in the order of the fields above; used for set-based INSERT and SELECT alike
ORDER_COLUMNS = {
    "id": "uuid",
    "number": "text",
    "secret": "text",
    "channel": "text",
    "kind": "text",
    "external_reference": "text",
    "status": "text",
    "placed_at": "timestamptz",
    "actor": "text",
    "customer_id": "uuid",
    "cart_id": "uuid",
    "contact_name": "text",
    "contact_phone": "text",
    "contact_email": "text",
    "language": "text",
    "method": "text",
    "location_id": "uuid",
    "zone_code": "text",
    "address": "jsonb",
    "ready_by": "timestamptz",
    "delivery_from": "date",
    "delivery_to": "date",
    "collect_code": "text",
    "payment_method": "text",
    "payment_id": "uuid",
    "currency": "text",
    "subtotal_minor": "bigint",
    "discount_minor": "bigint",
    "delivery_minor": "bigint",
    "tax_minor": "bigint",
    "added_tax_minor": "bigint",
    "includes_tax": "boolean",
    "total_minor": "bigint",
    "note": "text",
    "claims": "jsonb",
    "company_id": "uuid",
}
LINE_COLUMNS = {
    "id": "uuid",
    "order_id": "uuid",
    "position": "smallint",
    "variant_id": "uuid",
    "sku": "text",
    "title": "text",
    "quantity": "bigint",
    "ordered_quantity": "bigint",
    "returned_quantity": "bigint",
    "unit_price_minor": "bigint",
    "subtotal_minor": "bigint",
    "discount_minor": "bigint",
    "tax_minor": "bigint",
    "added_tax_minor": "bigint",
    "tax_rate": "numeric",
    "total_minor": "bigint",
    "holds": "jsonb",
    "points_spent": "bigint",
    "points_per_mille": "integer",
}
_JSON = {"address", "holds", "claims"}


def columns_of(rows: Sequence[Any], kinds: Mapping[str, str]) -> dict[str, tuple[str, Sequence[Any] | Same]]:
    """Rows turned into the columns of one INSERT."""
    columns = zip(*map(attrgetter(*kinds), rows), strict=True)
    return {
        name: (kind, [_written(value) for value in column] if name in _JSON else list(column))
        for (name, kind), column in zip(kinds.items(), columns, strict=True)
    }


def _written(value: Any) -> str | None:
    return None if value is None else orjson.dumps(value).decode()
