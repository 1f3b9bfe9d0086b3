"""Create or change the ways in through which we sell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from duken.kernel import events
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal
from duken.stores._check import check_code, check_currency, check_name
from duken.stores._save import keep_good, upsert
from duken.stores._snapshot import forget_after_commit
from duken.stores.drafts import ChannelDraft
from duken.stores.errors import LocationUnknown
from duken.stores.events import ChannelSaved
from duken.stores.models import Channel, Location


def save_channels(drafts: Sequence[ChannelDraft], *, by: Actor) -> list[UUID | Refusal]:
    """Create each channel or change the one with the same code; answers ids in order.

    Refuses bad fields and LocationUnknown in `sells_from`.
    """
    by.require("stores.manage")
    places = dict(Location.objects.values_list("code", "id"))

    def check(draft: ChannelDraft) -> None:
        _check(draft)
        for code in draft.sells_from:
            if code not in places:
                raise LocationUnknown(code)

    answers, good = keep_good(drafts, check)
    with transaction.atomic():
        ids = upsert(Channel, [_row(draft) for draft in good], key="code")
        _write_sources(good, ids, places)
        events.record(*(ChannelSaved(code) for code in ids), by=by)
        forget_after_commit()
    return [answer or ids[draft.code] for answer, draft in zip(answers, drafts, strict=True)]


def _check(draft: ChannelDraft) -> None:
    check_code(draft.code)
    check_name(draft.name)
    check_currency(draft.currency)
    if draft.kind not in Channel.KINDS:
        raise InvalidField("kind", "not_an_option", draft.kind)


def _row(draft: ChannelDraft) -> Channel:
    return Channel(
        code=draft.code,
        name=draft.name,
        name_in=dict(draft.name_in),
        kind=draft.kind,
        currency=draft.currency,
        is_active=draft.is_active,
    )


def _write_sources(drafts: Sequence[ChannelDraft], ids: Mapping[str, UUID], places: Mapping[str, UUID]) -> None:
    through = Channel.sells_from.through
    wanted = {draft.code: {places[code] for code in draft.sells_from} for draft in drafts}
    through.objects.filter(channel_id__in=ids.values()).delete()
    through.objects.bulk_create(
        through(channel_id=ids[code], location_id=place) for code, sources in wanted.items() for place in sources
    )
