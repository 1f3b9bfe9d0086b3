"""Close a place: it sells, sends and hands over nothing more; its history stays."""

from __future__ import annotations

from django.db import transaction

from duken.kernel import events
from duken.kernel.actor import Actor
from duken.stores._snapshot import forget_after_commit
from duken.stores.errors import LocationUnknown
from duken.stores.events import LocationClosed
from duken.stores.models import Location
from duken.stores.places import LocationId


def close_location(location_id: LocationId, *, reason: str, by: Actor) -> None:
    """Take a place out of use; `save_locations` opens it again. Repeats are harmless; raises LocationUnknown."""
    by.require("stores.manage", store=location_id)
    with transaction.atomic():
        if Location.objects.filter(pk=location_id, is_active=True).update(is_active=False):
            events.record(LocationClosed(location_id, reason), by=by)
            forget_after_commit()
        elif not Location.objects.filter(pk=location_id).exists():
            raise LocationUnknown(location_id)
