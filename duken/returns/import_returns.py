"""Import returns that happened before Duken, or elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from duken.catalog import reads as catalog
from duken.customers.identities.alias import aliases_of_all
from duken.kernel import ids
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Posted
from duken.orders.mark_returned import mark_returned
from duken.orders.returnable import lines_sold_to
from duken.returns._check import refusals_of
from duken.returns._write import earlier_returns, write_returns
from duken.returns.drafts import Imported, ReturnDraft
from duken.returns.entries import post_returns
from duken.returns.errors import ReturnedMeanwhile, ReturnKeyReused
from duken.returns.events import ReturnImported
from duken.returns.match import Back, Sold, match
from duken.returns.matched import Matched
from duken.stores import reads as stores


def import_returns(drafts: Sequence[ReturnDraft], *, by: Actor) -> list[Imported | Refusal]:
    """Record each return or refuse it; answers in order. History is recorded, never judged: what fits no sale is
    kept as a return without receipt. A key imported before gets its first answer and moves nothing.

    One transaction and a fixed number of statements, however many drafts. Give them in the order they happened.
    Raises ReturnedMeanwhile when another return of the same goods was faster; nothing is written then.
    Refuses EmptyReturn, BadReturnLine, ReturnKeyReused, VariantUnknown, LocationUnknown.
    """
    by.require("returns.import")
    with transaction.atomic():
        earlier = earlier_returns([draft.key for draft in drafts])
        variants = {
            sku: variant.id
            for sku, variant in catalog.variants_by_sku({line.sku for draft in drafts for line in draft.lines}).items()
        }
        refused = refusals_of(drafts, variants, known=earlier)
        fresh = [draft for draft in drafts if draft.key not in refused and draft.key not in earlier]
        matched = _match(list({draft.key: draft for draft in fresh}.values()), variants)
        write_returns(matched, by=by)
        _take_back(matched, by)
        answers = post_returns(matched, by=by)
        assert all(isinstance(answer, Posted) for answer in answers), "no account of a return has a floor"
        record(*(_event(each) for each in matched), by=by)
    made = earlier | {each.draft.key: _answer(each) for each in matched}
    return [refused.get(draft.key) or _same(made[draft.key], draft) for draft in drafts]


def _match(drafts: Sequence[ReturnDraft], variants: Mapping[str, UUID]) -> list[Matched]:
    buyers = {draft.customer_id for draft in drafts if draft.customer_id}
    # Bought by one card of a person, brought back by another of theirs: the card that speaks for both is meant.
    speaks = {card: cards[0] for cards in aliases_of_all(buyers).values() for card in cards}
    backs = [
        Back(
            speaks[draft.customer_id] if draft.customer_id else None,
            variants[line.sku],
            line.quantity,
            line.unit_price_minor,
            draft.returned_at,
        )
        for draft in drafts
        for line in draft.lines
    ]
    sold = [
        Sold(
            line.order_id,
            line.line_id,
            speaks[line.customer_id],
            line.variant_id,
            line.left,
            line.total_minor // line.quantity,  # rounded down: paid back never exceeds paid
            line.placed_at,
        )
        for line in lines_sold_to(speaks.keys(), {back.variant_id for back in backs})
    ]
    parts = iter(match(backs, sold))
    return [
        Matched(
            ids.new_id(),
            draft,
            stores.location(draft.location).id,
            tuple(variants[line.sku] for line in draft.lines),
            tuple(next(parts) for _ in draft.lines),
        )
        for draft in drafts
    ]


def _take_back(matched: Sequence[Matched], by: Actor) -> None:
    """Mark the order lines. Another import may have taken the same pieces since we looked: then run it again."""
    pieces: Counter[UUID] = Counter()
    for each in matched:
        for part in (part for parts in each.parts for part in parts if part.sold):
            assert part.sold is not None
            pieces[part.sold.line_id] += part.quantity
    if not all(mark_returned(sorted(pieces.items()), by=by)):
        raise ReturnedMeanwhile


def _answer(each: Matched) -> Imported:
    parts = [part for parts in each.parts for part in parts]
    return Imported(
        each.id,
        each.draft.number,
        each.total_minor,
        matched=sum(part.quantity for part in parts if part.sold),
        without_receipt=sum(part.quantity for part in parts if not part.sold),
    )


def _same(imported: Imported, draft: ReturnDraft) -> Imported | Refusal:
    goods = sum(line.quantity * line.unit_price_minor for line in draft.lines)
    if imported.total_minor != goods + draft.delivery_minor + draft.credit_minor:
        return ReturnKeyReused(draft.key)
    return imported


def _event(each: Matched) -> ReturnImported:
    return ReturnImported(
        each.id,
        each.draft.number,
        each.draft.channel,
        each.location_id,
        Money(each.total_minor, each.draft.currency),
        tuple(
            (line.sku, variant, part.quantity, part.sold.line_id if part.sold else None)
            for line, variant, parts in zip(each.draft.lines, each.variants, each.parts, strict=True)
            for part in parts
        ),
    )
