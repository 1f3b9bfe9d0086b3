"""The terms of a sale before any article is looked at: door, buyer, who delivers, whose tax."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from duken.carts.errors import DeliveryImpossible
from duken.carts.quote_request import DeliveryWant, QuoteRequest
from duken.pricing.policies import Buyer
from duken.stores import hours
from duken.stores import reads as stores
from duken.stores.places import ChannelRead, LocationRead, ZoneRead


@dataclass(frozen=True, slots=True)
class Terms:
    buyer: Buyer
    zone: ZoneRead | None
    tax_country: str
    local_time: datetime  # on the seller's clock

    @property
    def tax_day(self) -> date:
        return self.local_time.date()


def read_terms(request: QuoteRequest, at: datetime) -> Terms:
    """Raises what stores refuses of channel and location, and DeliveryImpossible. No statement of its own."""
    door = stores.open_channel(request.channel)
    shop = stores.location(request.location) if request.location else None
    currency = request.currency or door.currency
    zone = _find_zone(request.delivery, currency) if request.delivery else None
    seller = _find_seller(door, shop, zone)
    return Terms(
        buyer=Buyer(door.code, currency, shop.id if shop else None, request.customer_group),
        zone=zone,
        tax_country=seller.legal_entity.country if seller else "",
        local_time=hours.local_time(seller.hours, at) if seller else at,
    )


def _find_zone(want: DeliveryWant, currency: str) -> ZoneRead:
    """The chosen zone if it serves the address: a far address is not delivered at the price of a near one."""
    offered = stores.zones_serving(want.country, want.city, want.postcode, currency=currency)
    for zone in offered:
        if want.zone in ("", zone.code):
            return zone
    raise DeliveryImpossible(want.zone, want.country, want.city)


def _find_seller(door: ChannelRead, shop: LocationRead | None, zone: ZoneRead | None) -> LocationRead | None:
    """Whose country's tax it is: the shop's, else the sender's, else that of the first place the channel sells from."""
    if shop:
        return shop
    if zone:
        return stores.location(zone.ships_from)
    return next(iter(stores.locations_selling_in(door.code)), None)
