"""What of an order is paid with gift cards, credit and a company's account: it is held in the order's own chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from duken.carts.basket import Quote
from duken.kernel.money import Money
from duken.kernel.refusals import InvalidField, Refusal
from duken.ledger.entries import Hold
from duken.orders._check import Asked
from duken.orders._repeats import Answers
from duken.orders.order import OrderRead
from duken.payments.claims import Tender
from duken.payments.gift_cards.errors import CreditNeedsCustomer, GiftCardUnknown
from duken.payments.gift_cards.reads import GiftCardRead, cards_with_codes, free_credit
from duken.payments.provider import COUNTER_METHODS, GIFT_CARD, ON_ACCOUNT, STORE_CREDIT
from duken.payments.start import PaymentDraft

Priced = tuple[int, Asked, Quote]


class Theirs(NamedTuple):
    """What the buyers of a batch have with us: gift cards by code, credit by (customer, currency) on each card."""

    cards: Mapping[str, GiftCardRead | Refusal]
    credit: Mapping[tuple[UUID, str], Mapping[UUID, int]]


def with_tenders(priced: Sequence[Priced], answers: Answers) -> list[Priced]:
    """Each draft with what its cards and credit will pay; those with a card that pays nothing are answered.

    No statement where nobody brings any, else four however many do.
    """
    theirs = _read_theirs(priced)
    kept: list[Priced] = []
    for index, asked, quote in priced:
        try:
            brought = replace(asked, tenders=_tenders(asked, quote, theirs)) if _brings(asked) else asked
            kept.append((index, brought, quote))
        except Refusal as refusal:
            answers[index] = refusal
    return kept


def payments_for(order: OrderRead, tenders: Sequence[Tender], holds: Sequence[Hold]) -> list[PaymentDraft]:
    """One payment for each tender, and one for the rest. `holds` are the tenders' own, in their order."""
    assert order.payment_id is not None
    left = order.total_minor - sum(tender.amount.minor for tender in tenders)
    drafts = [
        PaymentDraft(order.id, tender.method, tender.amount, reference=str(hold.id), source_id=tender.source_id)
        for tender, hold in zip(tenders, holds, strict=True)
    ]
    if not left and drafts:
        drafts[0] = replace(drafts[0], id=order.payment_id)
        return drafts
    return [PaymentDraft(order.id, order.payment_method, Money(left, order.currency), order.payment_id), *drafts]


def method_of(asked: Asked, total_minor: int) -> str:
    """How an order is paid, in a word: what pays the rest, or what pays all of it."""
    paid = sum(tender.amount.minor for tender in asked.tenders)
    if asked.tenders and paid >= total_minor:
        return asked.tenders[0].method
    method = asked.draft.payment_method
    return method if method != ON_ACCOUNT else COUNTER_METHODS[0]  # then nothing is due


def _brings(asked: Asked) -> bool:
    draft = asked.draft
    return bool(draft.gift_cards or draft.credit_minor or draft.payment_method == ON_ACCOUNT)


def _read_theirs(priced: Sequence[Priced]) -> Theirs:
    codes = list({code for _, asked, _ in priced for code in asked.draft.gift_cards})
    spending = {(asked.buyer, quote.currency) for _, asked, quote in priced if asked.buyer and asked.draft.credit_minor}
    return Theirs(dict(zip(codes, cards_with_codes(codes), strict=True)) if codes else {}, free_credit(spending))


def _tenders(asked: Asked, quote: Quote, theirs: Theirs) -> tuple[Tender, ...]:
    left, tenders = quote.total_minor, []
    for card in (theirs.cards[code] for code in asked.draft.gift_cards):
        if isinstance(card, Refusal):
            raise card
        if card.left.currency != quote.currency:
            raise GiftCardUnknown
        if (part := min(card.left.minor, left)) > 0:
            tenders.append(Tender(GIFT_CARD, card.id, card.last_four, Money(part, quote.currency)))
            left -= part
    wanted = min(asked.draft.credit_minor, left)
    for owner, free in _credit(asked, quote.currency, theirs).items():
        if (part := min(free, wanted)) > 0:
            tenders.append(Tender(STORE_CREDIT, owner, "", Money(part, quote.currency)))
            wanted, left = wanted - part, left - part
    if asked.draft.payment_method == ON_ACCOUNT and left:
        assert asked.buying, "only a company buys on account"
        tenders.append(Tender(ON_ACCOUNT, asked.buying.company_id, "", Money(left, quote.currency)))
    return tuple(tenders)


def _credit(asked: Asked, currency: str, theirs: Theirs) -> Mapping[UUID, int]:
    """What lies on each of the buyer's cards, if they want to spend any."""
    if not asked.draft.credit_minor:
        return {}
    if asked.draft.credit_minor < 0:
        raise InvalidField("credit_minor", "below_zero", asked.draft.credit_minor)
    if asked.buyer is None:
        raise CreditNeedsCustomer
    return theirs.credit[asked.buyer, currency]
