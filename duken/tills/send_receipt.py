"""Send a receipt to the address its buyer names at the counter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from uuid import UUID

from duken.carts.policies import priced_per
from duken.catalog.reads import variants_by_id
from duken.conversations.letters import write_letter
from duken.customers.contacts import normal_email
from duken.kernel.actor import Actor
from duken.orders.order import LineRead
from duken.orders.reads import order_by_number
from duken.stores import reads as stores
from duken.tills.reads import TillRead

_LARGE = {"g": "kg", "ml": "l", "mm": "m", "cm": "m"}  # in which goods sold by measure are priced


def send_receipt(number: str, *, email: str, till: TillRead, by: Actor) -> UUID:
    """Each time anew, for somebody asked for it. The address is used for this letter and kept nowhere else.

    Raises OrderMissing (of another shop, or the till has not sent it yet), InvalidField.
    """
    by.require("tills.sell", store=till.location_id)
    recipient = normal_email(email)
    order = order_by_number(number, by=by)
    place = stores.location(order.location_id)
    facts = {
        "order": order,
        "place": place,
        "place_name": place.called(order.language),
        "lines": _lines([line for line in order.lines if line.quantity]),
    }
    return write_letter(
        "receipt",
        via="email",
        recipient=recipient,
        language=order.language,
        facts=facts,
        by=by.lend("conversations.write"),
    )


def _lines(lines: Sequence[LineRead]) -> list[tuple[str, LineRead]]:
    units = units_of({line.variant_id for line in lines})
    return [(in_words(line.quantity, units.get(line.variant_id, "pcs")), line) for line in lines]


def units_of(variants: Collection[UUID]) -> dict[UUID, str]:
    """In which each is sold; those that are gone are absent."""
    return {variant.id: variant.unit for variant in variants_by_id(variants).values()}


def in_words(quantity: int, unit: str) -> str:
    """ "0.345 kg", but "2"."""
    per = priced_per(unit)
    return str(quantity) if per == 1 else f"{Decimal(quantity) / per:f} {_LARGE[unit]}"
