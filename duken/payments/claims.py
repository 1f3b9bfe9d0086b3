"""What an order takes of what its buyer has with us: claims in its own chain, so that nothing is spent twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.ledger.claims import Claim
from duken.ledger.entries import Account
from duken.ledger.errors import NotEnough
from duken.payments.gift_cards import accounts as cards
from duken.payments.gift_cards.errors import GiftCardEmpty, NotEnoughCredit
from duken.payments.on_account import accounts as companies
from duken.payments.on_account.errors import CreditExceeded
from duken.payments.provider import GIFT_CARD, ON_ACCOUNT, STORE_CREDIT

_BOOKS = {GIFT_CARD: cards.CARDS, STORE_CREDIT: cards.CREDIT, ON_ACCOUNT: companies.BOOK}
_SOURCES = {GIFT_CARD: cards.card, STORE_CREDIT: cards.credit, ON_ACCOUNT: companies.line}
KINDS = tuple(_BOOKS.values())


class Tender(NamedTuple):
    """A part of an order paid with what its buyer has with us. `source_id` is the card, the customer or the company."""

    method: str
    source_id: UUID
    reference: str  # what a person knows it by: the last four characters of a card
    amount: Money

    def claim(self) -> Claim:
        currency = self.amount.currency
        source, target = source_of(self.method, currency, self.source_id), spent_by(self.method, currency)
        return Claim(_BOOKS[self.method], self.reference, source, target, self.amount.minor)


def source_of(method: str, currency: str, source_id: UUID) -> Account:
    return _SOURCES[method](currency, source_id)


def spent_by(method: str, currency: str) -> Account:
    return cards.outside(_BOOKS[method], currency, "spent")


def in_words_of_payments(refusal: Refusal, claims: Sequence[Claim]) -> Refusal:
    """A ledger refusal about one of these claims as the buyer hears it; any other as it is."""
    if not isinstance(refusal, NotEnough) or refusal.facts["book"] not in KINDS:
        return refusal
    wanted, free, currency = refusal.facts["wanted"], refusal.facts["free"], refusal.facts["unit"]
    if refusal.facts["book"] == companies.BOOK:
        return CreditExceeded(wanted, free, currency)
    if refusal.facts["book"] == cards.CREDIT:
        return NotEnoughCredit(wanted, free, currency)
    card = next(claim for claim in claims if claim.source.place == refusal.facts["place"])
    return GiftCardEmpty(card.reference, wanted, free, currency)
