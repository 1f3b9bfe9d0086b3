"""Change when a place is open."""

from __future__ import annotations

from django.db import transaction

from duken.kernel import events
from duken.kernel.actor import Actor
from duken.stores._snapshot import forget_after_commit
from duken.stores.drafts import WeeklyHours
from duken.stores.errors import LocationUnknown
from duken.stores.events import OpeningHoursSet
from duken.stores.hours import read_hours
from duken.stores.models import Location
from duken.stores.places import LocationId


def set_opening_hours(location_id: LocationId, *, weekly: WeeklyHours, special_days: WeeklyHours, by: Actor) -> None:
    """Put this table in place of the old one. Repeating is harmless.

    Shapes as in LocationDraft. Raises BadOpeningHours, LocationUnknown.
    """
    by.require("stores.manage", store=location_id)
    with transaction.atomic():
        place = Location.objects.select_for_update().filter(pk=location_id).first()
        if place is None:
            raise LocationUnknown(location_id)
        read_hours(place.timezone, weekly, special_days)
        place.opening_hours, place.special_days = dict(weekly), dict(special_days)
        place.save(update_fields=["opening_hours", "special_days"])
        events.record(OpeningHoursSet(location_id, place.opening_hours, place.special_days), by=by)
        forget_after_commit()
