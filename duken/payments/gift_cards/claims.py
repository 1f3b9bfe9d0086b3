"""What an order takes of gift cards and credit: claims in its own chain, so that nothing is spent twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.ledger.claims import Claim
from duken.ledger.errors import NotEnough
from duken.payments.gift_cards import accounts
from duken.payments.gift_cards.errors import GiftCardEmpty, NotEnoughCredit
from duken.payments.provider import GIFT_CARD, STORE_CREDIT

KINDS = (accounts.CARDS, accounts.CREDIT)


class Tender(NamedTuple):
    """A part of an order paid with what its buyer has with us. `source_id` is the card, or the customer."""

    method: str
    source_id: UUID
    reference: str  # what a person knows it by: the last four characters
    amount: Money

    def claim(self) -> Claim:
        book = accounts.CARDS if self.method == GIFT_CARD else accounts.CREDIT
        target = accounts.outside(book, self.amount.currency, "spent")
        source = source_of(self.method, self.amount.currency, self.source_id)
        return Claim(book, self.reference, source, target, self.amount.minor)


def source_of(method: str, currency: str, source_id: UUID) -> accounts.Account:
    assert method in (GIFT_CARD, STORE_CREDIT)
    return accounts.card(currency, source_id) if method == GIFT_CARD else accounts.credit(currency, source_id)


def spent_by(method: str, currency: str) -> accounts.Account:
    return accounts.outside(accounts.CARDS if method == GIFT_CARD else accounts.CREDIT, currency, "spent")


def in_words_of_gift_cards(refusal: Refusal, claims: Sequence[Claim]) -> Refusal:
    """A ledger refusal about one of these claims as the buyer hears it; any other as it is."""
    if not isinstance(refusal, NotEnough) or refusal.facts["book"] not in KINDS:
        return refusal
    wanted, free, currency = refusal.facts["wanted"], refusal.facts["free"], refusal.facts["unit"]
    if refusal.facts["book"] == accounts.CREDIT:
        return NotEnoughCredit(wanted, free, currency)
    card = next(claim for claim in claims if claim.source.place == refusal.facts["place"])
    return GiftCardEmpty(card.reference, wanted, free, currency)
