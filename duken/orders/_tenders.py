"""What of an order is paid with gift cards, credit and a company's account: it is held in the order's own chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from duken.carts.basket import Quote
from duken.kernel.money import Money
from duken.kernel.refusals import InvalidField, Refusal
from duken.ledger.entries import Hold
from duken.orders._check import Asked
from duken.orders._repeats import Answers
from duken.orders.order import OrderRead
from duken.payments.claims import Tender
from duken.payments.gift_cards.errors import CreditNeedsCustomer, GiftCardUnknown
from duken.payments.gift_cards.reads import cards_with_codes, free_credit
from duken.payments.provider import COUNTER_METHODS, GIFT_CARD, ON_ACCOUNT, STORE_CREDIT
from duken.payments.start import PaymentDraft

Priced = tuple[int, Asked, Quote]


def with_tenders(priced: Sequence[Priced], answers: Answers) -> list[Priced]:
    """Each draft with what its cards and credit will pay; those with a card that pays nothing are answered.

    No statement where nobody brings any, else three for each draft that does.
    """
    kept: list[Priced] = []
    for index, asked, quote in priced:
        try:
            kept.append((index, replace(asked, tenders=_tenders(asked, quote)) if _brings(asked) else asked, quote))
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


def _tenders(asked: Asked, quote: Quote) -> tuple[Tender, ...]:
    left, tenders = quote.total_minor, []
    for card in cards_with_codes(asked.draft.gift_cards) if asked.draft.gift_cards else ():
        if isinstance(card, Refusal):
            raise card
        if card.left.currency != quote.currency:
            raise GiftCardUnknown
        if (part := min(card.left.minor, left)) > 0:
            tenders.append(Tender(GIFT_CARD, card.id, card.last_four, Money(part, quote.currency)))
            left -= part
    if asked.draft.credit_minor and (part := min(_credit(asked, quote.currency), left)):
        assert asked.buyer, "credit without a customer was refused"
        tenders.append(Tender(STORE_CREDIT, asked.buyer, "", Money(part, quote.currency)))
        left -= part
    if asked.draft.payment_method == ON_ACCOUNT and left:
        assert asked.buying, "only a company buys on account"
        tenders.append(Tender(ON_ACCOUNT, asked.buying.company_id, "", Money(left, quote.currency)))
    return tuple(tenders)


def _credit(asked: Asked, currency: str) -> int:
    if asked.draft.credit_minor < 0:
        raise InvalidField("credit_minor", "below_zero", asked.draft.credit_minor)
    if asked.buyer is None:
        raise CreditNeedsCustomer
    return min(asked.draft.credit_minor, free_credit(asked.buyer, currency).minor)
