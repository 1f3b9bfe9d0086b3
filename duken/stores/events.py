"""What happened to the places and doors we sell through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event


@dataclass(frozen=True, slots=True)
class LocationSaved(Event):
    aggregate: ClassVar[str] = "location"
    privileged: ClassVar[str] = "stores.manage"
    location_id: UUID
    code: str


@dataclass(frozen=True, slots=True)
class OpeningHoursSet(Event):
    aggregate: ClassVar[str] = "location"
    privileged: ClassVar[str] = "stores.manage"
    location_id: UUID
    weekly: dict[str, list[list[str]]]
    special_days: dict[str, list[list[str]]]


@dataclass(frozen=True, slots=True)
class LocationClosed(Event):
    aggregate: ClassVar[str] = "location"
    privileged: ClassVar[str] = "stores.manage"
    location_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class ChannelSaved(Event):
    aggregate: ClassVar[str] = "channel"
    privileged: ClassVar[str] = "stores.manage"
    code: str


@dataclass(frozen=True, slots=True)
class DeliveryZoneSaved(Event):
    aggregate: ClassVar[str] = "delivery_zone"
    privileged: ClassVar[str] = "stores.manage"
    code: str


@dataclass(frozen=True, slots=True)
class LegalEntitySaved(Event):
    aggregate: ClassVar[str] = "legal_entity"
    privileged: ClassVar[str] = "stores.manage"
    order_prefix: str


@dataclass(frozen=True, slots=True)
class StoreGroupSaved(Event):
    aggregate: ClassVar[str] = "store_group"
    privileged: ClassVar[str] = "stores.manage"
    code: str
