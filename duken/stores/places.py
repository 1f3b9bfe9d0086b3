"""Shapes of places and doors as other modules see them: frozen, whole, safe to keep for a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import NewType
from uuid import UUID

from duken.kernel.letters import said_in
from duken.stores.hours import Hours

LocationId = NewType("LocationId", UUID)
ZoneId = NewType("ZoneId", UUID)


@dataclass(frozen=True, slots=True)
class LegalEntityRead:
    id: UUID
    name: str
    tax_number: str
    country: str
    currency: str
    order_prefix: str


@dataclass(frozen=True, slots=True)
class LocationRead:
    """One place. `groups` are the codes of the store groups it is in; `hours` are ready to be asked."""

    id: LocationId
    code: str
    name: str
    legal_entity: LegalEntityRead
    is_shop: bool
    is_warehouse: bool
    is_pickup_point: bool
    country: str
    city: str
    address: str
    postcode: str
    phone: str
    timezone: str
    latitude: Decimal | None
    longitude: Decimal | None
    hours: Hours
    pickup_ready_minutes: int
    acknowledge_minutes: int
    manager_name: str
    position: int
    is_active: bool
    groups: frozenset[UUID] = frozenset()
    name_in: Mapping[str, str] = field(default_factory=dict, hash=False)

    def called(self, language: str) -> str:
        return said_in(language, self.name, self.name_in)


@dataclass(frozen=True, slots=True)
class GroupRead:
    id: UUID
    code: str
    name: str
    locations: frozenset[LocationId]


@dataclass(frozen=True, slots=True)
class ChannelRead:
    """One way in. `sells_from` None means every active location."""

    id: UUID
    code: str
    name: str
    kind: str
    currency: str
    is_active: bool
    sells_from: frozenset[LocationId] | None = None
    name_in: Mapping[str, str] = field(default_factory=dict, hash=False)

    def called(self, language: str) -> str:
        return said_in(language, self.name, self.name_in)

    def may_sell_from(self, location: LocationId) -> bool:
        return self.sells_from is None or location in self.sells_from


@dataclass(frozen=True, slots=True)
class ZoneRead:
    id: ZoneId
    code: str
    name: str
    service: str
    country: str
    cities: frozenset[str]
    postcode_prefixes: tuple[str, ...]
    price_minor: int
    currency: str
    free_from_minor: int | None
    tax_class: str
    days_min: int
    days_max: int
    cut_off: time | None
    ships_from: LocationId
    position: int = 0
    name_in: Mapping[str, str] = field(default_factory=dict, hash=False)

    def called(self, language: str) -> str:
        return said_in(language, self.name, self.name_in)

    def price_for(self, basket_total_minor: int) -> int:
        """Minor units; nothing from `free_from_minor` upwards."""
        is_free = self.free_from_minor is not None and basket_total_minor >= self.free_from_minor
        return 0 if is_free else self.price_minor


@dataclass(frozen=True, slots=True)
class DeliveryOption:
    """One way a basket can come to an address: price in minor units, first and last day of arrival."""

    zone: ZoneRead
    ships_from: LocationRead
    price_minor: int
    currency: str
    missing_for_free_minor: int | None
    earliest: date
    latest: date
