"""The seat at the desk: a member of staff acting for a customer, through the channel of the phone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from duken.channels.backoffice.desk import Desk
from duken.kernel.actor import Actor
from duken.stores import reads as stores
from duken.stores.errors import ChannelUnknown

PREFERRED = ("phone", "till", "web")


@dataclass(frozen=True, slots=True)
class Seat:
    """`channel` is the way in whose prices and stock count here; `by` is whoever sits here, through it."""

    by: Actor
    channel: str
    currency: str
    country: str


def seat_of(desk: Desk) -> Seat:
    """The phone, else the till, else the web. Raises ChannelUnknown where the shop has none of them."""
    for code in PREFERRED:
        try:
            door = stores.open_channel(code)
        except ChannelUnknown:
            continue
        place = desk.store or (desk.stores[0] if desk.stores else None)
        return Seat(replace(desk.by, channel=code), code, door.currency, place.country if place else "")
    raise ChannelUnknown(PREFERRED[0])
