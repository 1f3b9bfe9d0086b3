"""Create or change places: shops, warehouses, pick-up points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from duken.kernel import events
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.stores._check import check_code, check_country, check_name, check_not_negative
from duken.stores._save import keep_good, upsert
from duken.stores._snapshot import forget_after_commit
from duken.stores.drafts import LocationDraft
from duken.stores.errors import LegalEntityUnknown
from duken.stores.events import LocationSaved
from duken.stores.hours import read_hours
from duken.stores.models import LegalEntity, Location
from duken.stores.places import LocationId


def save_locations(drafts: Sequence[LocationDraft], *, by: Actor) -> list[LocationId | Refusal]:
    """Create each place or change the one with the same code (and open it again); answers ids in order.

    Saying the same twice changes nothing. Refuses bad fields, BadOpeningHours, LegalEntityUnknown.
    """
    by.require("stores.manage")
    entities = dict(LegalEntity.objects.values_list("order_prefix", "id"))

    def check(draft: LocationDraft) -> None:
        _check(draft)
        if draft.legal_entity not in entities:
            raise LegalEntityUnknown(draft.legal_entity)

    answers, good = keep_good(drafts, check)
    with transaction.atomic():
        ids = upsert(Location, [_row(draft, entities) for draft in good], key="code")
        events.record(*(LocationSaved(id, code) for code, id in ids.items()), by=by)
        forget_after_commit()
    return [answer or LocationId(ids[draft.code]) for answer, draft in zip(answers, drafts, strict=True)]


def _check(draft: LocationDraft) -> None:
    check_code(draft.code)
    check_name(draft.name)
    check_country(draft.country)
    check_not_negative("pickup_ready_minutes", draft.pickup_ready_minutes)
    check_not_negative("acknowledge_minutes", draft.acknowledge_minutes)
    read_hours(draft.timezone, draft.opening_hours, draft.special_days)


def _row(draft: LocationDraft, entities: Mapping[str, UUID]) -> Location:
    return Location(
        code=draft.code,
        name=draft.name,
        name_in=dict(draft.name_in),
        legal_entity_id=entities[draft.legal_entity],
        is_shop=draft.is_shop,
        is_warehouse=draft.is_warehouse,
        is_pickup_point=draft.is_pickup_point,
        country=draft.country,
        city=draft.city,
        address=draft.address,
        postcode=draft.postcode,
        phone=draft.phone,
        timezone=draft.timezone,
        latitude=draft.latitude,
        longitude=draft.longitude,
        opening_hours=dict(draft.opening_hours),
        special_days=dict(draft.special_days),
        pickup_ready_minutes=draft.pickup_ready_minutes,
        acknowledge_minutes=draft.acknowledge_minutes,
        manager_name=draft.manager_name,
        position=draft.position,
    )
