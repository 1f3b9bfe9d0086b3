"""Points an order spends: a claim in its own chain, so points spent twice at once are spent once. Pure."""

from __future__ import annotations

from uuid import UUID

from duken.kernel.refusals import Refusal
from duken.ledger.claims import Claim
from duken.ledger.errors import NotEnough
from duken.loyalty import accounts
from duken.loyalty._snapshot import ProgrammeRead
from duken.loyalty.errors import NotEnoughPoints

KIND = "points"


def claim_points(programme: ProgrammeRead, customer_id: UUID, points: int) -> Claim:
    source = accounts.balance(programme.code, customer_id)
    return Claim(KIND, programme.code, source, accounts.outside(programme.code, "spent"), points)


def in_words_of_loyalty(refusal: Refusal) -> Refusal:
    """A ledger refusal about points as the buyer hears it; any other as it is."""
    if isinstance(refusal, NotEnough) and refusal.facts["book"] == accounts.BOOK:
        return NotEnoughPoints(refusal.facts["wanted"], refusal.facts["free"])
    return refusal
