"""Keep stock for one channel, and give it back to everybody."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from duken.inventory import accounts
from duken.inventory._papers import checked, write_paper
from duken.inventory.events import StockAllotted
from duken.kernel import ids
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.ledger.entries import Post


def allot_stock(lines: Sequence[tuple[UUID, int]], *, location_id: UUID, channel: str, key: str, by: Actor) -> bool:
    """Move (variant id, quantity) from the common shelf to what only `channel` may sell.

    True when done now, False when this key was known. Raises NotEnoughStock, BadQuantity, EmptyDocument.
    """
    by.require("inventory.allot", store=location_id)
    goods = checked(lines)
    transfers = [
        Post(accounts.on_hand(variant, location_id), accounts.kept_for(channel, variant, location_id), quantity)
        for variant, quantity in goods
    ]
    return _write(transfers, goods, location_id, channel, key, by)


def release_allotment(
    lines: Sequence[tuple[UUID, int]], *, location_id: UUID, channel: str, key: str, by: Actor
) -> bool:
    """Give (variant id, quantity) kept for `channel` back to the common shelf."""
    by.require("inventory.allot", store=location_id)
    goods = checked(lines)
    transfers = [
        Post(accounts.kept_for(channel, variant, location_id), accounts.on_hand(variant, location_id), quantity)
        for variant, quantity in goods
    ]
    return _write(transfers, [(variant, -quantity) for variant, quantity in goods], location_id, channel, key, by)


def _write(
    transfers: list[Post],
    lines: Sequence[tuple[UUID, int]],
    location_id: UUID,
    channel: str,
    key: str,
    by: Actor,
) -> bool:
    allotment_id = ids.new_id()
    with transaction.atomic():
        is_new = write_paper(
            "allotment",
            allotment_id,
            location_id=location_id,
            lines=lines,
            transfers=transfers,
            key=key,
            reference=channel,
            by=by,
        )
        if is_new:
            record(StockAllotted(allotment_id, location_id, channel, tuple(lines)), by=by)
    return is_new
