"""One chain for one stock paper: the part that receive, adjust and allot have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from duken.inventory.errors import BadQuantity, EmptyDocument, NotEnoughStock, StockKeyReused
from duken.inventory.models import StockPaper
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Chain, Posted, Transfer
from duken.ledger.errors import KeyReused, NotEnough
from duken.ledger.post import post

LIMIT = 1_000_000_000


def write_paper(
    kind: str,
    paper_id: UUID,
    *,
    location_id: UUID,
    lines: Sequence[tuple[UUID, int]],
    transfers: Sequence[Transfer],
    key: str,
    reference: str = "",
    reason: str = "",
    happened_at: datetime | None = None,
    by: Actor,
) -> bool:
    """Post the movements and keep the paper, in the caller's transaction. False: the key was known, nothing moved."""
    refuse_card_number("note", reference)
    if post_movements(f"{kind}:{key}", f"{kind}:{paper_id}", transfers, happened_at=happened_at, by=by).repeated:
        return False
    StockPaper.objects.create(
        id=paper_id,
        kind=kind,
        location_id=location_id,
        lines=[[str(variant), quantity] for variant, quantity in lines],
        reference=reference,
        reason=reason,
        actor=by.id,
        happened_at=happened_at or clock.now(),
    )
    return True


def post_movements(
    key: str, document: str, transfers: Sequence[Transfer], *, happened_at: datetime | None = None, by: Actor
) -> Posted:
    """Post one chain of stock movements or raise the refusal in the words of stock."""
    [answer] = post([Chain(key, document, tuple(transfers), happened_at)], by=by.lend("ledger.post"))
    if isinstance(answer, Refusal):
        raise in_words_of_stock(answer)
    return answer


def in_words_of_stock(refusal: Refusal, skus: dict[str, str] | None = None) -> Refusal:
    """A ledger refusal as people who handle goods say it."""
    if isinstance(refusal, NotEnough):
        unit = refusal.facts["unit"]
        return NotEnoughStock((skus or {}).get(unit, unit), refusal.facts["wanted"], refusal.facts["free"])
    if isinstance(refusal, KeyReused):
        return StockKeyReused(refusal.facts["key"])
    return refusal


def checked(lines: Sequence[tuple[UUID, int]]) -> list[tuple[UUID, int]]:
    """Lines summed by variant, all positive whole numbers; raises EmptyDocument, BadQuantity."""
    summed: dict[UUID, int] = {}
    for variant, quantity in lines:
        if isinstance(quantity, bool) or not isinstance(quantity, int) or not 0 < quantity <= LIMIT:
            raise BadQuantity(quantity)
        summed[variant] = summed.get(variant, 0) + quantity
    if not summed:
        raise EmptyDocument
    return list(summed.items())
