"""Move goods between locations: sent here, on the way, received there, the difference booked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from duken.inventory import accounts
from duken.inventory._papers import checked, post_movements
from duken.inventory.errors import BadQuantity, ReceivedTooMuch, SamePlace, TransferMissing
from duken.inventory.events import TransferDispatched, TransferReceived
from duken.inventory.models import StockTransfer, StockTransferLine
from duken.inventory.states import TRANSFER_MOVES
from duken.kernel import clock, ids, states
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.events import record
from duken.ledger.entries import Post


def dispatch_transfer(
    lines: Sequence[tuple[UUID, int]],
    *,
    from_location_id: UUID,
    to_location_id: UUID,
    key: str,
    note: str = "",
    by: Actor,
) -> UUID:
    """Send (variant id, quantity); answers the transfer's id, the same for the same key.

    Raises NotEnoughStock, SamePlace, BadQuantity, EmptyDocument, StockKeyReused.
    """
    by.require("inventory.transfer", store=from_location_id)
    refuse_card_number("note", note)
    goods = checked(lines)
    if from_location_id == to_location_id:
        raise SamePlace
    transfer_id = ids.new_id()
    with transaction.atomic():
        posted = post_movements(
            f"dispatch:{key}",
            f"stock_transfer:{transfer_id}",
            [
                Post(
                    accounts.on_hand(variant, from_location_id),
                    accounts.in_transit(variant, to_location_id),
                    sent,
                )
                for variant, sent in goods
            ],
            by=by,
        )
        if posted.repeated:
            return StockTransfer.objects.values_list("pk", flat=True).get(key=key)
        transfer = StockTransfer.objects.create(
            id=transfer_id,
            key=key,
            from_location_id=from_location_id,
            to_location_id=to_location_id,
            status="dispatched",
            note=note,
            dispatched_at=clock.now(),
            dispatched_by=by.id,
        )
        StockTransferLine.objects.bulk_create(
            StockTransferLine(transfer=transfer, variant_id=variant, sent=sent) for variant, sent in goods
        )
        record(TransferDispatched(transfer_id, from_location_id, to_location_id, tuple(goods)), by=by)
    return transfer_id


def receive_transfer(transfer_id: UUID, *, arrived: Mapping[UUID, int] | None = None, by: Actor) -> dict[UUID, int]:
    """Book in what arrived (all of it when None); answers what is missing, by variant. Repeating moves nothing more.

    What was sent and did not arrive goes to the shrinkage of the receiving location, under the transfer's name.
    Raises TransferMissing, ReceivedTooMuch, BadQuantity, IllegalMove (received before).
    """
    with transaction.atomic():
        transfer = StockTransfer.objects.filter(pk=transfer_id).first()
        if transfer is None:
            raise TransferMissing(transfer_id)
        to = transfer.to_location_id
        by.require("inventory.transfer", store=to)
        states.move(
            StockTransfer,
            transfer_id,
            "received",
            TRANSFER_MOVES,
            noun="transfer",
            received_at=clock.now(),
            received_by=by.id,
        )
        lines = list(transfer.lines.all())
        for line in lines:
            line.received = line.sent if arrived is None else arrived.get(line.variant_id, 0)
            _check_arrived(line.sent, line.received)
        StockTransferLine.objects.bulk_update(lines, ["received"])
        got = {line.variant_id: line.received or 0 for line in lines}
        missing = {line.variant_id: line.sent - (line.received or 0) for line in lines if line.sent != line.received}
        post_movements(f"arrive:{transfer_id}", f"stock_transfer:{transfer_id}", _arrival(to, got, missing), by=by)
        came = tuple((variant, quantity) for variant, quantity in got.items() if quantity)
        record(TransferReceived(transfer_id, to, came, tuple(missing.items())), by=by)
    return missing


def _check_arrived(sent: int, received: object) -> None:
    if isinstance(received, bool) or not isinstance(received, int) or received < 0:
        raise BadQuantity(received)
    if received > sent:
        raise ReceivedTooMuch(sent, received)


def _arrival(to: UUID, got: Mapping[UUID, int], missing: Mapping[UUID, int]) -> list[Post]:
    came = [
        Post(accounts.in_transit(variant, to), accounts.on_hand(variant, to), quantity)
        for variant, quantity in got.items()
        if quantity
    ]
    lost = [
        Post(accounts.in_transit(variant, to), accounts.shrinkage(variant, to), quantity, "missing in transfer")
        for variant, quantity in missing.items()
    ]
    return came + lost
