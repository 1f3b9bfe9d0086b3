"""Questions about places and doors. Answered from a snapshot of a few seconds; nothing here is secret."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from duken.kernel import clock
from duken.stores import hours, promise
from duken.stores._snapshot import MISSED_SECONDS, Snapshot, current, forget
from duken.stores.delivery import zones_for
from duken.stores.errors import ChannelClosed, ChannelUnknown, DeliveryZoneUnknown, LocationUnknown
from duken.stores.places import (
    ChannelRead,
    DeliveryOption,
    GroupRead,
    LegalEntityRead,
    LocationId,
    LocationRead,
    ZoneId,
    ZoneRead,
)

__all__ = [
    "ChannelRead",
    "DeliveryOption",
    "GroupRead",
    "LegalEntityRead",
    "LocationId",
    "LocationRead",
    "ZoneId",
    "ZoneRead",
    "business_day",
    "channel",
    "channels",
    "delivery_options",
    "delivery_zone",
    "forget",
    "group",
    "location",
    "locations",
    "locations_selling_in",
    "open_channel",
    "ready_by",
    "zones_serving",
]

KINDS = {"shop": "is_shop", "warehouse": "is_warehouse", "pickup_point": "is_pickup_point"}


def location(code_or_id: str | UUID) -> LocationRead:
    """One place, active or not; raises LocationUnknown."""
    found = _place(current(), code_or_id) or _place(current(MISSED_SECONDS), code_or_id)
    if found is None:
        raise LocationUnknown(code_or_id)
    return found


def _place(snapshot: Snapshot, code_or_id: str | UUID) -> LocationRead | None:
    found = code_or_id if isinstance(code_or_id, UUID) else snapshot.location_codes.get(code_or_id)
    return snapshot.locations.get(found) if found else None


def locations(kind: str | None = None) -> list[LocationRead]:
    """Active places in the order the shop shows them; `kind` is shop, warehouse or pickup_point."""
    claim = KINDS[kind] if kind else "is_active"
    return [place for place in current().locations.values() if place.is_active and getattr(place, claim)]


def locations_selling_in(channel_code: str) -> list[LocationRead]:
    """Active places whose stock this channel may sell."""
    selling = current().selling
    if channel_code not in selling:
        door = channel(channel_code)
        selling[channel_code] = [place for place in locations() if door.may_sell_from(place.id)]
    return list(selling[channel_code])


def channel(code: str) -> ChannelRead:
    """One channel, active or not; raises ChannelUnknown."""
    found = current().channels.get(code) or current(MISSED_SECONDS).channels.get(code)
    if found is None:
        raise ChannelUnknown(code)
    return found


def open_channel(code: str) -> ChannelRead:
    """One channel that may sell now; raises ChannelUnknown or ChannelClosed."""
    found = channel(code)
    if not found.is_active:
        raise ChannelClosed(code)
    return found


def channels() -> list[ChannelRead]:
    return sorted(current().channels.values(), key=lambda door: door.code)


def group(code: str) -> GroupRead | None:
    return next((found for found in current().groups.values() if found.code == code), None)


def ready_by(code_or_id: str | UUID, at: datetime | None = None) -> datetime | None:
    """When a basket ordered at `at` (now) can be collected; None if the place promises nothing."""
    return promise.ready_by(location(code_or_id), at or clock.now())


def business_day(code_or_id: str | UUID, at: datetime | None = None) -> date:
    """The trading day of a place: its local date, or the evening before while that is still open."""
    return hours.business_day(location(code_or_id).hours, at or clock.now())


def delivery_zone(code_or_id: str | UUID) -> ZoneRead:
    """One active zone; raises DeliveryZoneUnknown."""
    for zone in current().zones:
        if code_or_id in (zone.id, zone.code):
            return zone
    raise DeliveryZoneUnknown(str(code_or_id))


def zones_serving(country: str, city: str, postcode: str, *, currency: str | None = None) -> list[ZoneRead]:
    """The zones that serve an address, one a service, in the order the shop offers them."""
    priced = (zone for zone in current().zones if currency in (None, zone.currency))
    return zones_for(priced, country=country, city=city, postcode=postcode)


def delivery_options(
    country: str,
    city: str,
    postcode: str,
    basket_total_minor: int,
    *,
    currency: str | None = None,
    at: datetime | None = None,
) -> list[DeliveryOption]:
    """What can bring a basket of this total to this address, with price and dates; empty if nothing can.

    `currency` keeps only zones priced in it. A zone whose sender gives no date is left out.
    """
    asked_at = at or clock.now()
    matching = zones_serving(country, city, postcode, currency=currency)
    options = (_option(zone, basket_total_minor, asked_at) for zone in matching)
    return [option for option in options if option]


def _option(zone: ZoneRead, basket_total_minor: int, at: datetime) -> DeliveryOption | None:
    sender = location(zone.ships_from)
    if not (dates := promise.delivery_dates(zone, sender, at)):
        return None
    missing = None if zone.free_from_minor is None else max(0, zone.free_from_minor - basket_total_minor)
    return DeliveryOption(
        zone=zone,
        ships_from=sender,
        price_minor=zone.price_for(basket_total_minor),
        currency=zone.currency,
        missing_for_free_minor=missing,
        earliest=dates[0],
        latest=dates[1],
    )
