"""All places and doors, kept in this process for FRESH_SECONDS: they are few and asked for all the time."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from duken.kernel import reading, sql
from duken.stores.delivery import plain_city, plain_postcode
from duken.stores.hours import read_hours
from duken.stores.models import Channel, DeliveryZone, LegalEntity, Location, StoreGroup
from duken.stores.places import (
    ChannelRead,
    GroupRead,
    LegalEntityRead,
    LocationId,
    LocationRead,
    ZoneId,
    ZoneRead,
)

FRESH_SECONDS = 5.0
MISSED_SECONDS = 0.1  # what is not there may have been opened by another process since: then it is read again


@dataclass(frozen=True, slots=True)
class Snapshot:
    locations: Mapping[UUID, LocationRead]  # in the order the shop shows them
    location_codes: Mapping[str, UUID]
    channels: Mapping[str, ChannelRead]
    groups: Mapping[UUID, GroupRead]
    zones: tuple[ZoneRead, ...]
    taken_at: float
    selling: dict[str, list[LocationRead]] = field(default_factory=dict)  # by channel, as it is asked for


_kept: Snapshot | None = None


def current(fresh_seconds: float = FRESH_SECONDS) -> Snapshot:
    """What is kept if it is fresh, else read again (six small statements)."""
    global _kept
    kept = _kept
    if kept is None or time.monotonic() - kept.taken_at > fresh_seconds:
        with reading.fresh():
            kept = _kept = _read()
    return kept


def forget() -> None:
    """Read again at the next question; called by the verbs, and by tests."""
    global _kept
    _kept = None


def forget_after_commit() -> None:
    """Now, for the caller's own next question, and again when others can see the change."""
    forget()
    transaction.on_commit(forget)


def _read() -> Snapshot:
    taken_at = time.monotonic()
    groups = _groups()
    locations = _locations(groups.values())
    return Snapshot(
        locations=locations,
        location_codes={location.code: id for id, location in locations.items()},
        channels=_channels(),
        groups=groups,
        zones=_zones(),
        taken_at=taken_at,
    )


def _locations(groups: Iterable[GroupRead]) -> dict[UUID, LocationRead]:
    entities = {row.pk: _entity(row) for row in LegalEntity.objects.all()}
    in_groups: dict[UUID, set[UUID]] = defaultdict(set)
    for group in groups:
        for location_id in group.locations:
            in_groups[location_id].add(group.id)
    return {
        row.pk: _location(row, entities[row.legal_entity_id], frozenset(in_groups[row.pk]))
        for row in Location.objects.order_by("position", "code")
    }


def _groups() -> dict[UUID, GroupRead]:
    members = _pairs(StoreGroup.locations.through._meta.db_table, "storegroup_id")
    return {
        row.pk: GroupRead(row.pk, row.code, row.name, members.get(row.pk, frozenset()))
        for row in StoreGroup.objects.all()
    }


def _channels() -> dict[str, ChannelRead]:
    sources = _pairs(Channel.sells_from.through._meta.db_table, "channel_id")
    return {
        row.code: ChannelRead(
            row.pk,
            row.code,
            row.name,
            row.kind,
            row.currency,
            row.is_active,
            sources.get(row.pk),
            row.name_in,
        )
        for row in Channel.objects.all()
    }


def _zones() -> tuple[ZoneRead, ...]:
    return tuple(_zone(row) for row in DeliveryZone.objects.filter(is_active=True, ships_from__is_active=True))


def _pairs(table: str, owner: str) -> dict[UUID, frozenset[LocationId]]:
    found: dict[UUID, set[LocationId]] = defaultdict(set)
    for owner_id, location_id in sql.rows(f"SELECT {owner}, location_id FROM {table}"):  # noqa: S608
        found[owner_id].add(LocationId(location_id))
    return {owner_id: frozenset(locations) for owner_id, locations in found.items()}


def _entity(row: LegalEntity) -> LegalEntityRead:
    return LegalEntityRead(row.pk, row.name, row.tax_number, row.country, row.currency, row.order_prefix)


def _location(row: Location, entity: LegalEntityRead, groups: frozenset[UUID]) -> LocationRead:
    return LocationRead(
        id=LocationId(row.pk),
        code=row.code,
        name=row.name,
        legal_entity=entity,
        is_shop=row.is_shop,
        is_warehouse=row.is_warehouse,
        is_pickup_point=row.is_pickup_point,
        country=row.country,
        city=row.city,
        address=row.address,
        postcode=row.postcode,
        phone=row.phone,
        timezone=row.timezone,
        latitude=row.latitude,
        longitude=row.longitude,
        hours=read_hours(row.timezone, row.opening_hours, row.special_days),
        pickup_ready_minutes=row.pickup_ready_minutes,
        acknowledge_minutes=row.acknowledge_minutes,
        manager_name=row.manager_name,
        position=row.position,
        is_active=row.is_active,
        groups=groups,
        name_in=row.name_in,
    )


def _zone(row: DeliveryZone) -> ZoneRead:
    return ZoneRead(
        id=ZoneId(row.pk),
        code=row.code,
        name=row.name,
        service=row.service,
        country=row.country,
        cities=frozenset(plain_city(city) for city in row.cities),
        postcode_prefixes=tuple(plain_postcode(prefix) for prefix in row.postcode_prefixes),
        price_minor=row.price_minor,
        currency=row.currency,
        free_from_minor=row.free_from_minor,
        tax_class=row.tax_class,
        days_min=row.days_min,
        days_max=row.days_max,
        cut_off=row.cut_off,
        ships_from=LocationId(row.ships_from_id),
        position=row.position,
        name_in=row.name_in,
    )
