"""Why is this not sellable? The answer, with the entries behind it (B8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duken.inventory import accounts
from duken.inventory.levels import EMPTY, Level, level
from duken.inventory.reads import movements, shelves
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.ledger import reads as ledger


@dataclass(frozen=True, slots=True)
class Because:
    """One reason: a stable code and how many units it takes away (or adds: on_hand)."""

    code: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """The level, the reasons that lead from on hand to sellable, the promises and entries behind them."""

    level: Level
    reasons: tuple[Because, ...]
    holds: tuple[ledger.OpenHold, ...]
    movements: tuple[ledger.Movement, ...]
    as_of: datetime


def explain(variant_id: UUID, location_id: UUID, *, channel: str, limit: int = 50, by: Actor) -> Explanation:
    """From what lies on the shelf to what this channel may sell, step by step; the reasons add up to `sellable`."""
    by.require("inventory.read", store=location_id)
    as_of = clock.now()
    shelf = shelves([variant_id], channel=channel, locations=[location_id]).get((variant_id, location_id), EMPTY)
    found = level(variant_id, location_id, shelf)
    holds = ledger.open_holds(accounts.on_hand(variant_id, location_id))
    if shelf.kept_here_held:
        holds += ledger.open_holds(accounts.kept_for(channel, variant_id, location_id))
    return Explanation(
        found,
        tuple(reasons(found)),
        tuple(holds),
        tuple(movements(variant_id, location_id=location_id, channel=channel, limit=limit, by=by)),
        as_of,
    )


def reasons(found: Level) -> list[Because]:
    """on_hand - held - kept for others - leased to tills - safety (as far as it bites) = sellable: pure."""
    steps = [Because("on_hand", found.on_hand)]
    if found.held:
        steps.append(Because("held", -found.held))
    if found.kept_for_others:
        steps.append(Because("kept_for_others", -found.kept_for_others))
    if found.leased:
        steps.append(Because("leased", -found.leased))
    left = sum(step.quantity for step in steps)
    if left != found.sellable:
        steps.append(Because("safety", found.sellable - left))
    return steps
