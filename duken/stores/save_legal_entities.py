"""Create or change the companies that own shops."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from duken.kernel import events
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal
from duken.stores._check import check_country, check_currency, check_name
from duken.stores._save import keep_good, upsert
from duken.stores._snapshot import forget_after_commit
from duken.stores.drafts import LegalEntityDraft
from duken.stores.events import LegalEntitySaved
from duken.stores.models import LegalEntity


def save_legal_entities(drafts: Sequence[LegalEntityDraft], *, by: Actor) -> list[UUID | Refusal]:
    """Create each company or change the one with the same order prefix; answers ids in order."""
    by.require("stores.manage")
    answers, good = keep_good(drafts, _check)
    with transaction.atomic():
        ids = upsert(LegalEntity, [_row(draft) for draft in good], key="order_prefix")
        events.record(*(LegalEntitySaved(prefix) for prefix in ids), by=by)
        forget_after_commit()
    return [answer or ids[draft.order_prefix] for answer, draft in zip(answers, drafts, strict=True)]


def _check(draft: LegalEntityDraft) -> None:
    check_name(draft.name)
    check_country(draft.country)
    check_currency(draft.currency)
    if not 1 <= len(draft.order_prefix) <= 10:
        raise InvalidField("order_prefix", "empty_or_too_long", draft.order_prefix)


def _row(draft: LegalEntityDraft) -> LegalEntity:
    return LegalEntity(
        name=draft.name,
        tax_number=draft.tax_number,
        country=draft.country,
        currency=draft.currency,
        order_prefix=draft.order_prefix,
    )
