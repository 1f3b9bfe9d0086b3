"""Where the money of a receipt lies: in the shift, on a card, with the customer's credit, on its way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from duken.customers.identities.alias import aliases_of_all
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Account, Post
from duken.orders.sold import Given
from duken.payments import accounts as money
from duken.payments.claims import source_of
from duken.payments.gift_cards import accounts as cards
from duken.payments.gift_cards.reads import cards_with_codes
from duken.payments.provider import GIFT_CARD, STORE_CREDIT, TILL
from duken.returns.brought import Way
from duken.tills._recording import Recording
from duken.tills._sold_body import TenderBody


@dataclass(frozen=True, slots=True)
class Purses:
    """The gift cards (by code and currency) and the credit (by customer) that a batch of receipts names."""

    cards: Mapping[tuple[str, str], UUID]
    families: Mapping[UUID, Sequence[UUID]]

    def given(self, tender: TenderBody, entry: Recording, currency: str, customer: UUID | None) -> Given:
        """Money for a sale, or change beside it; of a card that is unknown nothing will be found."""
        amount, method = tender.amount_minor, tender.method
        if method in (GIFT_CARD, STORE_CREDIT):
            sources = tuple((one, source_of(method, currency, one)) for one in self._owners(tender, currency, customer))
            return Given(tender.id, method, "", amount, money.had_with_us(currency, method), sources)
        return Given(tender.id, TILL, method, amount, self._lies(tender, entry, currency))

    def way(self, tender: TenderBody, entry: Recording, currency: str, customer: UUID | None) -> Way:
        """Money that went back. Onto nobody's credit, or a card nobody knows, it has not gone anywhere yet."""
        amount, method = -tender.amount_minor, tender.method
        if method == "original":
            return Way(tender.id, method, amount, payment_id=_payment_id(tender.reference))
        if method not in (GIFT_CARD, STORE_CREDIT):
            return Way(tender.id, method, amount, self._lies(tender, entry, currency))
        owners = tuple(self._owners(tender, currency, customer))
        if not owners:
            return Way(tender.id, method, amount, money.shortfall(currency, entry.till_id))
        purse = source_of(method, currency, owners[0])
        grant = Post(cards.outside(purse.book, currency, "issued"), purse, amount, "refund")
        return Way(tender.id, method, amount, money.had_with_us(currency, method), moves=(grant,), cards=owners)

    def _owners(self, tender: TenderBody, currency: str, customer: UUID | None) -> Sequence[UUID]:
        if tender.method == STORE_CREDIT:
            return self.families.get(customer, ()) if customer else ()
        found = self.cards.get((tender.reference, currency))
        return [found] if found else []

    def _lies(self, tender: TenderBody, entry: Recording, currency: str) -> Account:
        if tender.method == "cash":
            return money.shift_cash(currency, entry.shift_id)
        if tender.method == "card":
            return money.shift_cards(currency, entry.shift_id)
        return money.shortfall(currency, entry.till_id)


def read_purses(named: Sequence[tuple[Sequence[TenderBody], UUID | None]]) -> Purses:
    """Three statements at most, and none where nobody brings any."""
    tenders = [tender for each, _ in named for tender in each]
    codes = list({tender.reference for tender in tenders if tender.method == GIFT_CARD})
    owners = {
        customer for each, customer in named if customer and any(tender.method == STORE_CREDIT for tender in each)
    }
    found = zip(codes, cards_with_codes(codes), strict=True) if codes else ()
    known = {(code, card.left.currency): card.id for code, card in found if not isinstance(card, Refusal)}
    return Purses(known, aliases_of_all(owners))


def _payment_id(reference: str) -> UUID | None:
    try:
        return UUID(reference)
    except ValueError:
        return None
