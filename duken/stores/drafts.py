"""What a person or an import says about places and doors, before it is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal

WeeklyHours = Mapping[str, Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class LegalEntityDraft:
    name: str
    country: str
    currency: str
    order_prefix: str
    tax_number: str = ""


@dataclass(frozen=True, slots=True)
class LocationDraft:
    """A place by its code. `legal_entity` is the order prefix of its company.

    `opening_hours` is {"mon": [["09:00", "20:00"]], …}, empty for always open; `special_days` is
    {"2026-01-01": []} for a closed day or other spans for a day unlike the rest.
    """

    code: str
    name: str
    legal_entity: str
    country: str
    timezone: str
    is_shop: bool = False
    is_warehouse: bool = False
    is_pickup_point: bool = False
    name_in: Mapping[str, str] = field(default_factory=dict)
    city: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    opening_hours: WeeklyHours = field(default_factory=dict)
    special_days: WeeklyHours = field(default_factory=dict)
    pickup_ready_minutes: int = 60
    acknowledge_minutes: int = 15
    manager_name: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class StoreGroupDraft:
    code: str
    name: str
    locations: Sequence[str] = ()  # codes


@dataclass(frozen=True, slots=True)
class ChannelDraft:
    """`sells_from` are location codes; none of them means every location."""

    code: str
    name: str
    kind: str
    currency: str
    name_in: Mapping[str, str] = field(default_factory=dict)
    sells_from: Sequence[str] = ()
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class DeliveryZoneDraft:
    """`price_minor` and `free_from_minor` in minor units of `currency`; days after the parcel leaves."""

    code: str
    name: str
    price_minor: int
    currency: str
    ships_from: str  # location code
    country: str = ""
    service: str = "courier"
    name_in: Mapping[str, str] = field(default_factory=dict)
    cities: Sequence[str] = ()
    postcode_prefixes: Sequence[str] = ()
    free_from_minor: int | None = None
    tax_class: str = "standard"
    days_min: int = 1
    days_max: int = 3
    cut_off: time | None = None
    position: int = 0
    is_active: bool = True
