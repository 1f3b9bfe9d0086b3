"""Receive goods from a supplier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from duken.inventory import accounts
from duken.inventory._papers import checked, write_paper
from duken.inventory.events import StockReceived
from duken.kernel import ids
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.ledger.entries import Post


def receive_stock(
    lines: Sequence[tuple[UUID, int]],
    *,
    location_id: UUID,
    key: str,
    reference: str = "",
    happened_at: datetime | None = None,
    by: Actor,
) -> bool:
    """Put (variant id, quantity) on the shelf. True when done now, False when this key was received before.

    Raises EmptyDocument, BadQuantity, StockKeyReused (same key, other goods).
    """
    by.require("inventory.receive", store=location_id)
    goods = checked(lines)
    receipt_id = ids.new_id()
    with transaction.atomic():
        is_new = write_paper(
            "receipt",
            receipt_id,
            location_id=location_id,
            lines=goods,
            transfers=[
                Post(accounts.supplier(variant), accounts.on_hand(variant, location_id), quantity)
                for variant, quantity in goods
            ],
            key=key,
            reference=reference,
            happened_at=happened_at,
            by=by,
        )
        if is_new:
            record(StockReceived(receipt_id, location_id, tuple(goods)), by=by)
    return is_new
