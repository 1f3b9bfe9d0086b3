"""Set tax rates: from a day on, in a country, for a class of goods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from duken.kernel import events
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal
from duken.tax._snapshot import forget_after_commit
from duken.tax.amounts import WHOLE
from duken.tax.events import TaxRateSaved
from duken.tax.models import TaxRate


@dataclass(frozen=True, slots=True)
class TaxRateDraft:
    """`rate` is a fraction with five decimal places at most: Decimal("0.20") is twenty per cent."""

    country: str
    tax_class: str
    rate: Decimal
    starts_on: date


def save_rates(drafts: Sequence[TaxRateDraft], *, by: Actor) -> list[TaxRateDraft | Refusal]:
    """Write each rate, or put it in place of the one that starts on the same day; answers each in order."""
    by.require("tax.manage")
    answers = [_refusal(draft) or draft for draft in drafts]
    good = {
        (draft.country, draft.tax_class, draft.starts_on): draft for draft in answers if isinstance(draft, TaxRateDraft)
    }
    with transaction.atomic():
        TaxRate.objects.bulk_create(
            [TaxRate(country=c, tax_class=t, starts_on=s, rate=draft.rate) for (c, t, s), draft in good.items()],
            update_conflicts=True,
            unique_fields=["country", "tax_class", "starts_on"],
            update_fields=["rate"],
        )
        events.record(*(TaxRateSaved(c, t, draft.rate, s) for (c, t, s), draft in good.items()), by=by)
        forget_after_commit()
    return answers


def _refusal(draft: TaxRateDraft) -> Refusal | None:
    if not (len(draft.country) == 2 and draft.country.isascii() and draft.country.isupper()):
        return InvalidField("country", "not_a_country", draft.country)
    if not 1 <= len(draft.tax_class) <= 40:
        return InvalidField("tax_class", "empty_or_too_long", draft.tax_class)
    if not draft.rate.is_finite() or not 0 <= draft.rate < 10:
        return InvalidField("rate", "not_a_rate", draft.rate)
    if draft.rate * WHOLE % 1:
        return InvalidField("rate", "not_a_rate", draft.rate)
    return None
