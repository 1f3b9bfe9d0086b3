"""Check drafts before anything is written: pure but for the stores' snapshot."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from duken.catalog.errors import VariantUnknown
from duken.kernel.refusals import InvalidField, Refusal
from duken.returns.drafts import ReturnDraft
from duken.returns.errors import BadReturnLine, EmptyReturn
from duken.stores import reads as stores


def refusals_of(
    drafts: Sequence[ReturnDraft], variants: Mapping[str, UUID], *, known: Collection[str]
) -> dict[str, Refusal]:
    """The first thing wrong with each draft, by key; what was imported before is not looked at again."""
    refused: dict[str, Refusal] = {}
    for draft in drafts:
        if draft.key not in known:
            try:
                _check(draft, variants)
            except Refusal as refusal:
                refused[draft.key] = refusal
    return refused


def _check(draft: ReturnDraft, variants: Mapping[str, UUID]) -> None:
    stores.location(draft.location)
    if not draft.lines and not draft.delivery_minor and not draft.credit_minor:
        raise EmptyReturn
    if min(draft.delivery_minor, draft.credit_minor) < 0:
        raise InvalidField("delivery_minor, credit_minor", "not below zero", draft.number)
    if draft.returned_at.tzinfo is None:
        raise InvalidField("returned_at", "with a time zone", draft.number)
    for line in draft.lines:
        if line.quantity < 1 or line.unit_price_minor < 0:
            raise BadReturnLine(line.sku, line.quantity, line.unit_price_minor)
        if line.sku not in variants:
            raise VariantUnknown(line.sku)
