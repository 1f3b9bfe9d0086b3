"""Transfers: goods sent from one place, on the way, received in another."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from duken.channels.api.answers import Answer, answer
from duken.channels.api.bodies import Body, read_body
from duken.channels.api.keys import actor_of
from duken.channels.api.names import lines_of, skus_of
from duken.channels.api.operations import operation
from duken.channels.api.orders import Code, Short
from duken.channels.api.repeats import once
from duken.channels.api.stock import Lines, Sku, StockLine
from duken.inventory.transfer import dispatch_transfer, receive_transfer
from duken.kernel import ids
from duken.stores import reads as stores

router = Router(tags=["stock"])


class TransferBody(Body):
    from_store: Code
    to_store: Code
    lines: Annotated[list[StockLine], Lines]
    note: Short = ""


class ArrivedLine(Body):
    sku: Sku
    quantity: Annotated[int, Meta(ge=0, le=1_000_000_000)]


class ArrivalBody(Body):
    """`lines` null: everything arrived. A SKU left out of a list did not arrive at all."""

    lines: Annotated[list[ArrivedLine], Lines] | None = None


class Dispatched(Answer):
    id: str
    status: str


class MissingLine(Answer):
    sku: str
    quantity: int


class Arrived(Answer):
    """`missing` is what was sent and did not arrive; it is booked as lost under the transfer's name."""

    id: str
    status: str
    missing: list[MissingLine]


@router.post(
    "/stock/transfers",
    summary="Send goods to another place",
    **operation(
        "inventory.transfer",
        takes=TransferBody,
        gives=Dispatched,
        status=201,
        refuses=(404, 409, 413, 503),
        leads_to={"transfers.post_arrival": "transfer_id"},
    ),
)
def post_transfer(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    body = read_body(request, TransferBody)
    sender, receiver = stores.location(body.from_store), stores.location(body.to_store)
    by.require("inventory.transfer", store=sender.id)

    def dispatch(key: str) -> HttpResponse:
        transfer_id = dispatch_transfer(
            lines_of([(line.sku, line.quantity) for line in body.lines]),
            from_location_id=sender.id,
            to_location_id=receiver.id,
            key=key,
            note=body.note,
            by=by,
        )
        return answer(Dispatched(id=ids.show("trf", transfer_id), status="dispatched"), 201)

    return once(request, dispatch)


@router.post(
    "/stock/transfers/{transfer_id}/receive",
    summary="Book in what arrived",
    **operation("inventory.transfer", takes=ArrivalBody, gives=Arrived, refuses=(404, 409, 413, 503)),
)
def post_arrival(request: HttpRequest, transfer_id: str) -> HttpResponse:
    by = actor_of(request)
    transfer = ids.read("trf", transfer_id)
    lines = read_body(request, ArrivalBody).lines

    def receive(_: str) -> HttpResponse:
        arrived = None if lines is None else dict(lines_of([(line.sku, line.quantity) for line in lines]))
        missing = receive_transfer(transfer, arrived=arrived, by=by)
        skus = skus_of(missing)
        return answer(
            Arrived(
                id=ids.show("trf", transfer),
                status="received",
                missing=[MissingLine(sku=skus[variant], quantity=quantity) for variant, quantity in missing.items()],
            )
        )

    return once(request, receive)
