"""Create or change the table of delivery zones: where to, how much, how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from duken.kernel import events
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal
from duken.stores._check import check_code, check_country, check_currency, check_name, check_not_negative
from duken.stores._save import keep_good, upsert
from duken.stores._snapshot import forget_after_commit
from duken.stores.drafts import DeliveryZoneDraft
from duken.stores.errors import LocationUnknown
from duken.stores.events import DeliveryZoneSaved
from duken.stores.models import DeliveryZone, Location
from duken.stores.places import ZoneId


def save_delivery_zones(drafts: Sequence[DeliveryZoneDraft], *, by: Actor) -> list[ZoneId | Refusal]:
    """Create each zone or change the one with the same code; answers ids in order.

    Refuses bad fields and LocationUnknown for the sender.
    """
    by.require("stores.manage")
    places = dict(Location.objects.values_list("code", "id"))

    def check(draft: DeliveryZoneDraft) -> None:
        _check(draft)
        if draft.ships_from not in places:
            raise LocationUnknown(draft.ships_from)

    answers, good = keep_good(drafts, check)
    with transaction.atomic():
        ids = upsert(DeliveryZone, [_row(draft, places) for draft in good], key="code")
        events.record(*(DeliveryZoneSaved(code) for code in ids), by=by)
        forget_after_commit()
    return [answer or ZoneId(ids[draft.code]) for answer, draft in zip(answers, drafts, strict=True)]


def _check(draft: DeliveryZoneDraft) -> None:
    check_code(draft.code)
    check_name(draft.name)
    check_currency(draft.currency)
    if draft.country:
        check_country(draft.country)
    check_not_negative("price_minor", draft.price_minor)
    check_not_negative("free_from_minor", draft.free_from_minor or 0)
    check_not_negative("days_min", draft.days_min)
    if draft.days_max < draft.days_min or draft.days_max > 60:
        raise InvalidField("days_max", "out_of_range", draft.days_max)


def _row(draft: DeliveryZoneDraft, places: Mapping[str, UUID]) -> DeliveryZone:
    return DeliveryZone(
        code=draft.code,
        name=draft.name,
        name_in=dict(draft.name_in),
        service=draft.service,
        country=draft.country,
        cities=list(draft.cities),
        postcode_prefixes=list(draft.postcode_prefixes),
        price_minor=draft.price_minor,
        currency=draft.currency,
        free_from_minor=draft.free_from_minor,
        tax_class=draft.tax_class,
        days_min=draft.days_min,
        days_max=draft.days_max,
        cut_off=draft.cut_off,
        ships_from_id=places[draft.ships_from],
        position=draft.position,
        is_active=draft.is_active,
    )
