"""Points an order spends: a claim in its own chain, so points spent twice at once are spent once."""

from __future__ import annotations

from uuid import UUID

from duken.customers.identities.alias import aliases_of
from duken.kernel.refusals import Refusal
from duken.ledger.claims import Claim
from duken.ledger.errors import NotEnough
from duken.ledger.reads import cached
from duken.loyalty import accounts
from duken.loyalty._snapshot import ProgrammeRead
from duken.loyalty.errors import NotEnoughPoints

KIND = "points"


def claim_points(programme: ProgrammeRead, customer_id: UUID, points: int) -> list[Claim]:
    """One claim, or one for each card of somebody whose cards were merged: what lies on one is spent, then the next.

    One statement, two for merged cards. Whether it is there, the ledger decides: the first is asked for the rest.
    """
    sources = [accounts.balance(programme.code, card) for card in aliases_of(customer_id)]
    shares = [points]
    if len(sources) > 1:
        there, left, shares = cached(sources), points, []
        for source in sources:
            shares.append(min(max(there[source].free, 0), left))
            left -= shares[-1]
        shares[0] += left
    spent = accounts.outside(programme.code, "spent")
    return [
        Claim(KIND, programme.code, source, spent, share)
        for source, share in zip(sources, shares, strict=True)
        if share
    ]


def in_words_of_loyalty(refusal: Refusal) -> Refusal:
    """A ledger refusal about points as the buyer hears it; any other as it is."""
    if isinstance(refusal, NotEnough) and refusal.facts["book"] == accounts.BOOK:
        return NotEnoughPoints(refusal.facts["wanted"], refusal.facts["free"])
    return refusal
