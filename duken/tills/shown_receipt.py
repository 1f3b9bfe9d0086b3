"""A receipt of a till for whoever holds it in the hand: the paper carries a link that nobody can guess."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from secrets import compare_digest
from typing import Any, NamedTuple
from uuid import UUID

from duken.kernel.actor import system
from duken.orders.errors import OrderMissing
from duken.orders.reads import order_by_number
from duken.returns.reads import returned_of_orders
from duken.stores import reads as stores
from duken.stores.places import LocationRead
from duken.tills._sold_body import SoldBody, read_sold
from duken.tills.models import Entry
from duken.tills.send_receipt import in_words, units_of

SECRET_LETTERS = 32  # of the entry's hash: it covers random ids, and only the till and we have it
_SECRET = re.compile(f"[0-9a-f]{{{SECRET_LETTERS}}}")
_NUMBER = re.compile(r"[A-Z0-9]{1,8}-[0-9]{1,16}")
_READER = system("tills.shown_receipt")  # the link is the key to this receipt


class Piece(NamedTuple):
    """Amounts in minor units. `quantity` in words: "0.345 kg". `came_back`: so many of it, in words, "" for none."""

    title: str
    quantity: str
    each_minor: int
    subtotal_minor: int
    discount_minor: int
    came_back: str


class Back(NamedTuple):
    """What was brought back with this very receipt."""

    title: str
    quantity: str
    amount_minor: int


class ShownReceipt(NamedTuple):
    """A receipt without whoever bought and whoever sold. `returned_minor` was given back with it, `back_minor` later
    for goods on it; `is_back`: all of them came back. `paid` is (method, amount)."""

    number: str
    at: datetime
    place: LocationRead
    currency: str
    pieces: tuple[Piece, ...]
    brought: tuple[Back, ...]
    subtotal_minor: int
    discount_minor: int
    tax_minor: int
    added_tax_minor: int
    includes_tax: bool
    rounding_minor: int
    returned_minor: int
    net_minor: int
    paid: tuple[tuple[str, int], ...]
    back_minor: int
    is_back: bool


def shown_receipt(number: str, secret: str) -> ShownReceipt | None:
    """None where the two do not belong together, and while the till has not sent it yet: nobody is told which."""
    if not (_NUMBER.fullmatch(number) and _SECRET.fullmatch(secret)):
        return None
    named = Entry.objects.select_related("till").filter(kind="sold", number=number)
    found = [entry for entry in named if compare_digest(entry.hash[:SECRET_LETTERS], secret)]
    return _shown(found[0]) if found else None


def _shown(entry: Entry) -> ShownReceipt:
    body = read_sold(entry.body)
    units = units_of({line.variant for line in body.lines} | {line.variant for line in body.returned})
    back, back_minor = _came_back(entry.order_number)
    return ShownReceipt(
        number=entry.number,
        at=entry.at,
        place=stores.location(entry.till.location_id),
        currency=body.currency,
        pieces=tuple(_pieces(body, units, back)),
        brought=tuple(_brought(body, entry.body["returned"], units)),
        subtotal_minor=body.subtotal_minor,
        discount_minor=body.discount_minor,
        tax_minor=body.tax_minor,
        added_tax_minor=body.added_tax_minor,
        includes_tax=body.includes_tax,
        rounding_minor=body.rounding_minor,
        returned_minor=body.returned_minor,
        net_minor=body.net_minor,
        paid=tuple((tender.method, tender.amount_minor) for tender in body.tenders),
        back_minor=back_minor,
        is_back=bool(body.lines) and all(back.get(line.id, 0) >= line.quantity for line in body.lines),
    )


def _came_back(order_number: str) -> tuple[Mapping[UUID, int], int]:
    """By line of the order, and what was given back for all of them."""
    try:
        order = order_by_number(order_number, by=_READER) if order_number else None
    except OrderMissing:
        order = None
    pieces: dict[UUID, int] = defaultdict(int)
    lines = returned_of_orders([order.id], by=_READER) if order else []
    for line in lines:
        pieces[line.order_line_id] += line.quantity
    return pieces, sum(line.amount_minor for line in lines)


def _pieces(body: SoldBody, units: Mapping[UUID, str], back: Mapping[UUID, int]) -> Iterator[Piece]:
    for line in body.lines:
        unit, gone = units.get(line.variant, "pcs"), back.get(line.id, 0)
        yield Piece(
            line.title,
            in_words(line.quantity, unit),
            line.unit_price_minor,
            line.subtotal_minor,
            line.discount_minor,
            in_words(gone, unit) if gone else "",
        )


def _brought(body: SoldBody, said: list[dict[str, Any]], units: Mapping[UUID, str]) -> Iterator[Back]:
    for line, written in zip(body.returned, said, strict=True):
        title = str(written.get("title") or line.sku)[:500]
        yield Back(title, in_words(line.quantity, units.get(line.variant, "pcs")), line.amount_minor)
