"""Set prices: any number of them in one statement, each answered, every old amount kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from duken.catalog import reads as catalog
from duken.kernel import clock, events, ids
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal
from duken.pricing._snapshot import read_lists
from duken.pricing._write import Wanted, lock_lists, write
from duken.pricing.drafts import Outcome, PriceDraft
from duken.pricing.errors import NothingToPrice, PriceListUnknown
from duken.pricing.events import PricesChanged

GREATEST_MINOR = 10**12


def set_prices(drafts: Sequence[PriceDraft], *, by: Actor, batch_id: UUID | None = None) -> list[Outcome | Refusal]:
    """Make each price what its draft says; answers created, changed, unchanged, removed or a refusal, in order.

    A fixed number of statements whatever the length. Of two drafts for one step the last counts and both get its
    answer. Repeating is harmless: all unchanged, no event. `batch_id` names the change for undo_prices.
    Refuses bad fields, PriceListUnknown, NothingToPrice.
    """
    by.require("pricing.write")
    batch = batch_id or ids.new_id()
    with transaction.atomic():
        answers, kept = _read_drafts(drafts)
        lock_lists([row.price_list_id for row in kept.values()])
        wanted = list(kept.values())
        outcomes = dict(zip(kept, write(wanted, batch_id=batch, at=clock.now(), by=by), strict=True))
        changed = {step for step, outcome in outcomes.items() if outcome != "unchanged"}
        if changed:
            lists = {draft.price_list for draft, answer in zip(drafts, answers, strict=True) if answer in changed}
            events.record(PricesChanged(batch, tuple(sorted(lists)), len(changed)), by=by)
    return [answer if isinstance(answer, Refusal) else outcomes[answer] for answer in answers]


Step = tuple[UUID, UUID, int]  # list, variant, quantity


def _read_drafts(drafts: Sequence[PriceDraft]) -> tuple[list[Step | Refusal], dict[Step, Wanted]]:
    """Each draft as the step it is about or its refusal; and what each step shall be (the last draft counts)."""
    lists = {price_list.code: price_list.id for price_list in read_lists()}
    skus, known = _variants(drafts)
    answers: list[Step | Refusal] = []
    kept: dict[Step, Wanted] = {}
    for draft in drafts:
        variant_id = draft.variant_id if draft.variant_id in known else skus.get(draft.sku)
        if refusal := _refusal(draft, lists, variant_id):
            answers.append(refusal)
            continue
        assert variant_id is not None
        step = (lists[draft.price_list], variant_id, draft.min_quantity)
        kept[step] = Wanted(*step, draft.amount_minor)
        answers.append(step)
    return answers, kept


def _variants(drafts: Sequence[PriceDraft]) -> tuple[dict[str, UUID], set[UUID]]:
    by_id = {draft.variant_id for draft in drafts if draft.variant_id is not None}
    by_sku = {draft.sku for draft in drafts if draft.variant_id is None}
    skus = {sku: variant.id for sku, variant in catalog.variants_by_sku(by_sku).items()} if by_sku else {}
    known = set(catalog.variants_by_id(by_id)) if by_id else set()
    return dict(skus), set(known)


def _refusal(draft: PriceDraft, lists: Mapping[str, UUID], variant_id: UUID | None) -> Refusal | None:
    if draft.price_list not in lists:
        return PriceListUnknown(draft.price_list)
    if variant_id is None:
        return NothingToPrice(draft.variant_id or draft.sku)
    if draft.amount_minor is not None and not 0 <= draft.amount_minor <= GREATEST_MINOR:
        return InvalidField("amount_minor", "out_of_range", draft.amount_minor)
    if not 1 <= draft.min_quantity <= 1_000_000:
        return InvalidField("min_quantity", "out_of_range", draft.min_quantity)
    return None
