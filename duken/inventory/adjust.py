"""Correct stock with a reason: lost, found, broken, written off, set to what an import says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from duken.inventory import accounts
from duken.inventory._papers import LIMIT, checked, write_paper
from duken.inventory.errors import BadQuantity, EmptyDocument, ReasonMissing
from duken.inventory.events import StockAdjusted
from duken.inventory.reads import locked_on_hand
from duken.kernel import ids
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.ledger import reads as ledger
from duken.ledger.entries import Account, Post

REASONS = ("damaged", "lost", "found", "stolen", "expired", "gift", "own_use", "mistake", "import", "opening")


def adjust_stock(
    changes: Sequence[tuple[UUID, int]],
    *,
    location_id: UUID,
    reason: str,
    key: str,
    note: str = "",
    by: Actor,
) -> bool:
    """Add to or take from the shelf: (variant id, quantity), minus takes. `reason` is one of REASONS.

    True when done now, False when this key was known. Raises ReasonMissing, BadQuantity, EmptyDocument,
    NotEnoughStock (what is promised to somebody cannot be written off: cancel the promise first).
    """
    by.require("inventory.adjust", store=location_id)
    if reason not in REASONS:
        raise ReasonMissing
    with transaction.atomic():
        return _write_adjustment(_summed(changes), location_id, reason, key, note, by)


def set_stock(
    levels: Mapping[UUID, int],
    *,
    location_id: UUID,
    reason: str = "import",
    key: str,
    note: str = "",
    by: Actor,
) -> bool:
    """Make the shelf hold exactly these quantities (held units included).

    Answers whether anything changed: a key that was used before changes nothing, whatever was sold since.
    """
    by.require("inventory.adjust", store=location_id)
    for quantity in levels.values():
        if isinstance(quantity, bool) or not isinstance(quantity, int) or not 0 <= quantity <= LIMIT:
            raise BadQuantity(quantity)
    with transaction.atomic():
        now = locked_on_hand(list(levels), location_id, by=by)
        if ledger.is_known(f"adjustment:{key}"):
            return False
        changes = {variant: wanted - now[variant] for variant, wanted in levels.items()}
        changes = {variant: change for variant, change in changes.items() if change}
        return bool(changes) and _write_adjustment(changes, location_id, reason, key, note, by)


def set_aside_damaged(lines: Sequence[tuple[UUID, int]], *, location_id: UUID, key: str, by: Actor) -> bool:
    """Move (variant id, quantity) from the shelf to the damaged bucket; they stay in the books, unsellable."""
    by.require("inventory.adjust", store=location_id)
    goods = checked(lines)
    with transaction.atomic():
        adjustment_id = ids.new_id()
        is_new = write_paper(
            "adjustment",
            adjustment_id,
            location_id=location_id,
            lines=goods,
            transfers=[
                Post(accounts.on_hand(variant, location_id), accounts.damaged(variant, location_id), quantity)
                for variant, quantity in goods
            ],
            key=key,
            reason="damaged",
            by=by,
        )
        if is_new:
            taken = tuple((variant, -quantity) for variant, quantity in goods)
            record(StockAdjusted(adjustment_id, location_id, "damaged", taken), by=by)
    return is_new


def _write_adjustment(
    changes: Mapping[UUID, int], location_id: UUID, reason: str, key: str, note: str, by: Actor
) -> bool:
    adjustment_id = ids.new_id()
    is_new = write_paper(
        "adjustment",
        adjustment_id,
        location_id=location_id,
        lines=list(changes.items()),
        transfers=[_movement(variant, change, location_id, reason) for variant, change in changes.items()],
        key=key,
        reference=note,
        reason=reason,
        by=by,
    )
    if is_new:
        record(StockAdjusted(adjustment_id, location_id, reason, tuple(changes.items())), by=by)
    return is_new


def _movement(variant: UUID, change: int, location_id: UUID, reason: str) -> Post:
    shelf, outside = accounts.on_hand(variant, location_id), _outside(variant, location_id, reason)
    if change > 0:
        return Post(outside, shelf, change, reason)
    return Post(shelf, outside, -change, reason)


def _outside(variant: UUID, location_id: UUID, reason: str) -> Account:
    return accounts.supplier(variant) if reason == "opening" else accounts.shrinkage(variant, location_id)


def _summed(changes: Sequence[tuple[UUID, int]]) -> dict[UUID, int]:
    summed: dict[UUID, int] = {}
    for variant, change in changes:
        if isinstance(change, bool) or not isinstance(change, int) or not 0 < abs(change) <= LIMIT:
            raise BadQuantity(change)
        summed[variant] = summed.get(variant, 0) + change
    summed = {variant: change for variant, change in summed.items() if change}
    if not summed:
        raise EmptyDocument
    return summed
