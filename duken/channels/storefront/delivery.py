"""What brings things where, for how much and when: the zone table, and an answer for one town."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from duken.channels import formats
from duken.channels.storefront import visitor
from duken.channels.storefront.frame import language, show
from duken.channels.storefront.place import DeliverTo, deliver_to
from duken.kernel.money import Money
from duken.stores import reads as stores
from duken.stores.places import DeliveryOption


@dataclass(frozen=True, slots=True)
class Way:
    """One delivery service, in words. `missing` is how much more makes it free."""

    option: DeliveryOption
    name: str
    missing: str


def ways_to(place: DeliverTo, total_minor: int, *, senders: set[UUID] | None = None) -> list[Way]:
    """Services to a place for a basket of this total; only from `senders`, when given (they have the goods)."""
    if not place.city and not place.postcode:
        return []
    options = stores.delivery_options(
        place.country, place.city, place.postcode, total_minor, currency=visitor.currency()
    )
    return [_way(option) for option in options if senders is None or option.ships_from.id in senders]


def _way(option: DeliveryOption) -> Way:
    missing = option.missing_for_free_minor
    said = formats.money(Money(missing, option.currency), language()) if missing else ""
    return Way(option, option.zone.called(language()), said)


def delivery(request: HttpRequest) -> HttpResponse:
    place = deliver_to(request)
    context: dict[str, Any] = {"deliver_to": place, "ways": ways_to(place, 0), "currency": visitor.currency()}
    return show(request, "storefront/delivery.html", is_indexed=True, **context)
