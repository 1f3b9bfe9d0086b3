"""Write what was taken back over a counter: two statements, however many."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from duken.kernel import ids, sql
from duken.kernel.actor import Actor
from duken.returns._worth import Row, Split
from duken.returns.brought import Brought
from duken.tax.amounts import divide_half_up

Written = tuple[UUID, Brought, UUID | None, Split]


def write_taken(taken: Sequence[Written], *, by: Actor) -> None:
    if not taken:
        return
    sql.insert(
        "returns_return",
        {
            "id": ("uuid", [return_id for return_id, *_ in taken]),
            "key": ("text", [brought.key for _, brought, *_ in taken]),
            "number": ("text", [brought.number for _, brought, *_ in taken]),
            "channel": ("text", [brought.channel for _, brought, *_ in taken]),
            "external_reference": ("text", sql.Same("")),
            "location_id": ("uuid", [brought.location_id for _, brought, *_ in taken]),
            "customer_id": ("uuid", [customer for _, _, customer, _ in taken]),
            "returned_at": ("timestamptz", [brought.at for _, brought, *_ in taken]),
            "actor": ("text", sql.Same(by.id)),
            "currency": ("text", [brought.currency for _, brought, *_ in taken]),
            "goods_minor": ("bigint", [brought.total_minor - split.credit_minor for _, brought, _, split in taken]),
            "delivery_minor": ("bigint", sql.Same(0)),
            "credit_minor": ("bigint", [split.credit_minor for *_, split in taken]),
            "total_minor": ("bigint", [brought.total_minor for _, brought, *_ in taken]),
        },
    )
    rows = [(return_id, at, row) for return_id, _, _, split in taken for at, row in enumerate(split.rows)]
    if rows:
        _write_rows(rows)


def _write_rows(rows: Sequence[tuple[UUID, int, Row]]) -> None:
    sql.insert(
        "returns_line",
        {
            "id": ("uuid", [ids.new_id() for _ in rows]),
            "return_id": ("uuid", [return_id for return_id, *_ in rows]),
            "position": ("smallint", [at for _, at, _ in rows]),
            "order_id": ("uuid", [row.sold.order_id if row.sold else None for *_, row in rows]),
            "order_line_id": ("uuid", [row.sold.line_id if row.sold else None for *_, row in rows]),
            "variant_id": ("uuid", [row.line.variant_id for *_, row in rows]),
            "sku": ("text", [row.line.sku for *_, row in rows]),
            "quantity": ("bigint", [row.quantity for *_, row in rows]),
            "unit_price_minor": ("bigint", [divide_half_up(row.amount_minor, row.quantity) for *_, row in rows]),
            "amount_minor": ("bigint", [row.amount_minor for *_, row in rows]),
            "condition": ("text", [row.line.condition for *_, row in rows]),
            "is_restocked": ("boolean", [row.line.is_for_sale for *_, row in rows]),
            "reason": ("text", [row.line.reason for *_, row in rows]),
            "approved_by": ("text", [row.line.approved_by for *_, row in rows]),
        },
    )
