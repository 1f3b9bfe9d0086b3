"""The seat at the desk: a member of staff acting for a customer, through the channel of the phone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from duken.channels.backoffice.desk import Desk
from duken.kernel.actor import Actor
from duken.stores import reads as stores
from duken.stores.errors import ChannelClosed, ChannelUnknown

PREFERRED = ("phone", "till", "web")
STAFFED = ("phone", "till", "chat", "social")  # kinds of channels in which somebody of ours talks to the customer


@dataclass(frozen=True, slots=True)
class Seat:
    """`channel` is the way in whose prices and stock count here; `by` is whoever sits here, through it."""

    by: Actor
    channel: str
    currency: str
    country: str


def seat_of(desk: Desk) -> Seat:
    """Through the channel that was chosen, else the phone, the till, the web. Raises ChannelUnknown where the shop has
    none of them."""
    door = next((one for one in doors(desk) if one.code == desk.through), None) or _usual()
    place = desk.store or (desk.stores[0] if desk.stores else None)
    return Seat(replace(desk.by, channel=door.code), door.code, door.currency, place.country if place else "")


def doors(desk: Desk) -> list[stores.ChannelRead]:
    """The channels an order may be taken through here: staffed, open, in the money of the usual one."""
    try:
        usual = _usual()
    except ChannelUnknown:
        return []
    open_ones = [one for one in stores.channels() if one.is_active and one.currency == usual.currency]
    return sorted((one for one in open_ones if one.kind in STAFFED), key=lambda one: STAFFED.index(one.kind))


def _usual() -> stores.ChannelRead:
    for code in PREFERRED:
        try:
            return stores.open_channel(code)
        except (ChannelUnknown, ChannelClosed):
            continue
    raise ChannelUnknown(PREFERRED[0])
