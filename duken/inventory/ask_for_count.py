"""Ask for a count: the books and the shop disagree about some shelves, and only a person can look."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from duken.inventory.events import CountStarted
from duken.inventory.models import StockCount
from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record


def ask_for_count(variant_ids: Collection[UUID], *, location_id: UUID, by: Actor) -> UUID:
    """The open count that wants these variants, in the caller's transaction: one for each place, made when needed.

    Asking again for what is wanted already changes nothing.
    """
    by.require("inventory.count", store=location_id)
    assert connection.in_atomic_block, "a count is asked for together with what went wrong"
    sql.advisory_lock(f"inventory.ask_for_count:{location_id}")
    wanted = [str(variant) for variant in variant_ids]
    found = StockCount.objects.filter(location_id=location_id, status="open").exclude(wanted=[]).first()
    if found:
        StockCount.objects.filter(pk=found.pk).update(wanted=list(dict.fromkeys([*found.wanted, *wanted])))
        return found.pk
    count_id = ids.new_id()
    StockCount.objects.create(
        id=count_id,
        location_id=location_id,
        is_blind=True,
        status="open",
        wanted=list(dict.fromkeys(wanted)),
        started_at=clock.now(),
        started_by=by.id,
    )
    record(CountStarted(count_id, location_id), by=by)
    return count_id
