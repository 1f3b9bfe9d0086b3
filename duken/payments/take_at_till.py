"""Payments of sales at a till: paid when they are written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.kernel import ids, sql
from duken.kernel.actor import Actor


class PaidAtTill(NamedTuple):
    """`id` is the tender's, so that whoever has the receipt knows the payment. `source_id`: a card, or whose credit."""

    id: UUID
    order_id: UUID
    method: str
    tender: str
    currency: str
    amount_minor: int
    at: datetime
    source_id: UUID | None = None


def write_paid(paid: Sequence[PaidAtTill], *, by: Actor) -> None:
    """Write them as captured, in the caller's transaction, which posts their transfers; one statement, two where an id
    was used before."""
    by.require("tills.sell")
    if not paid:
        return
    known = {
        row for (row,) in sql.rows("SELECT id FROM payments_payment WHERE id = ANY(%s)", [[one.id for one in paid]])
    }
    sql.insert(
        "payments_payment",
        {
            "id": ("uuid", [ids.new_id() if one.id in known else one.id for one in paid]),
            "order_id": ("uuid", [one.order_id for one in paid]),
            "method": ("text", [one.method for one in paid]),
            "provider": ("text", sql.Same("")),
            "tender": ("text", [one.tender for one in paid]),
            "currency": ("text", [one.currency for one in paid]),
            "amount_minor": ("bigint", [one.amount_minor for one in paid]),
            "captured_minor": ("bigint", [one.amount_minor for one in paid]),
            "refunded_minor": ("bigint", sql.Same(0)),
            "status": ("text", sql.Same("captured")),
            "reference": ("text", sql.Same("")),
            "source_id": ("uuid", [one.source_id for one in paid]),
            "redirect_url": ("text", sql.Same("")),
            "created_at": ("timestamptz", [one.at for one in paid]),
            "captured_at": ("timestamptz", [one.at for one in paid]),
        },
    )
