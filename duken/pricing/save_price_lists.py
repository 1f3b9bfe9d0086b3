"""Create or change price lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from duken.kernel import events
from duken.kernel.actor import Actor
from duken.kernel.money import CURRENCIES
from duken.kernel.refusals import InvalidField, Refusal
from duken.pricing._snapshot import forget_after_commit, read_lists
from duken.pricing.drafts import PriceListDraft
from duken.pricing.errors import PriceListInUse
from duken.pricing.events import PriceListSaved
from duken.pricing.models import Price, PriceList
from duken.stores import reads as stores

_CHANGEABLE = (
    "name", "currency", "includes_tax", "channel_code", "store_group", "customer_group",
    "starts_at", "ends_at", "rank", "is_active",
)  # fmt: skip


def save_price_lists(drafts: Sequence[PriceListDraft], *, by: Actor) -> list[UUID | Refusal]:
    """Create each list or change the one with the same code; answers ids in order. Repeats are harmless.

    Refuses bad fields, an unknown store group, and PriceListInUse for another currency under existing prices.
    """
    by.require("pricing.write")
    with transaction.atomic():
        existing = {price_list.code: price_list for price_list in read_lists()}
        used = _codes_with_prices()
        answers: list[UUID | Refusal | None] = [None] * len(drafts)
        rows: dict[str, PriceList] = {}
        for position, draft in enumerate(drafts):
            try:
                _check(draft)
                if draft.code in used and existing[draft.code].currency != draft.currency:
                    raise PriceListInUse(draft.code)
                rows[draft.code] = _row(draft, {code: price_list.id for code, price_list in existing.items()})
            except Refusal as refusal:
                answers[position] = refusal
        PriceList.objects.bulk_create(
            list(rows.values()), update_conflicts=True, unique_fields=["code"], update_fields=_CHANGEABLE
        )
        ids = {price_list.code: price_list.id for price_list in read_lists()}
        events.record(*(PriceListSaved(ids[code], code) for code in rows), by=by)
        forget_after_commit()
    return [answer or ids[draft.code] for answer, draft in zip(answers, drafts, strict=True)]


def _codes_with_prices() -> set[str]:
    priced = PriceList.objects.filter(Exists(Price.objects.filter(price_list=OuterRef("pk"))))
    return set(priced.values_list("code", flat=True))


def _check(draft: PriceListDraft) -> None:
    if not 1 <= len(draft.code) <= 40:
        raise InvalidField("code", "empty_or_too_long", draft.code)
    if draft.currency not in CURRENCIES:
        raise InvalidField("currency", "not_a_currency", draft.currency)
    if draft.starts_at and draft.ends_at and draft.ends_at <= draft.starts_at:
        raise InvalidField("ends_at", "ends_before_start", draft.ends_at)


def _row(draft: PriceListDraft, ids: Mapping[str, UUID]) -> PriceList:
    return PriceList(
        **({"id": ids[draft.code]} if draft.code in ids else {}),
        code=draft.code,
        name=draft.name,
        currency=draft.currency,
        includes_tax=draft.includes_tax,
        channel_code=draft.channel_code,
        store_group_id=_group_id(draft.store_group),
        customer_group=draft.customer_group,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        rank=draft.rank,
        is_active=draft.is_active,
    )


def _group_id(code: str | None) -> UUID | None:
    if code is None:
        return None
    if not (group := stores.group(code)):
        raise InvalidField("store_group", "not_an_option", code)
    return group.id
