"""Create or change groups of shops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from duken.kernel import events
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.stores._check import check_code, check_name
from duken.stores._save import keep_good, upsert
from duken.stores._snapshot import forget_after_commit
from duken.stores.drafts import StoreGroupDraft
from duken.stores.errors import LocationUnknown
from duken.stores.events import StoreGroupSaved
from duken.stores.models import Location, StoreGroup


def save_store_groups(drafts: Sequence[StoreGroupDraft], *, by: Actor) -> list[UUID | Refusal]:
    """Create each group or change the one with the same code, its shops included; answers ids in order."""
    by.require("stores.manage")
    places = dict(Location.objects.values_list("code", "id"))

    def check(draft: StoreGroupDraft) -> None:
        check_code(draft.code)
        check_name(draft.name)
        for code in draft.locations:
            if code not in places:
                raise LocationUnknown(code)

    answers, good = keep_good(drafts, check)
    with transaction.atomic():
        ids = upsert(StoreGroup, [StoreGroup(code=draft.code, name=draft.name) for draft in good], key="code")
        _write_members(good, ids, places)
        events.record(*(StoreGroupSaved(code) for code in ids), by=by)
        forget_after_commit()
    return [answer or ids[draft.code] for answer, draft in zip(answers, drafts, strict=True)]


def _write_members(drafts: Sequence[StoreGroupDraft], ids: Mapping[str, UUID], places: Mapping[str, UUID]) -> None:
    through = StoreGroup.locations.through
    wanted = {draft.code: {places[code] for code in draft.locations} for draft in drafts}
    through.objects.filter(storegroup_id__in=ids.values()).delete()
    through.objects.bulk_create(
        through(storegroup_id=ids[code], location_id=place) for code, members in wanted.items() for place in members
    )
