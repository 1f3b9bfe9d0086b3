"""Issue gift cards, put more on one, block one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.money import CURRENCIES, Money
from duken.kernel.refusals import InvalidField, Refusal
from duken.ledger.entries import Chain, Post
from duken.ledger.post import post
from duken.payments.gift_cards import accounts
from duken.payments.gift_cards.codes import code_hash, new_code, show_code
from duken.payments.gift_cards.errors import GiftBatchTaken, GiftCardBlocked, GiftCardUnknown
from duken.payments.gift_cards.events import GiftCardBlockedByUs, GiftCardsIssued, GiftCardToppedUp
from duken.payments.models import GiftCard

MOST_AT_ONCE = 10_000
MOST_MINOR = 10**9


class Issued(NamedTuple):
    """A card and its code, told once: nobody can find the code out again."""

    id: UUID
    code: str


def issue_gift_cards(
    count: int, *, each: Money, batch: str, ends_at: datetime | None = None, by: Actor
) -> Sequence[Issued]:
    """So many cards with so much on each; their codes are told here and nowhere again.

    A batch is issued once. Raises InvalidField, GiftBatchTaken. A fixed number of statements for any number of cards.
    """
    by.require("gift_cards.issue")
    if not 1 <= count <= MOST_AT_ONCE:
        raise InvalidField("count", "out_of_range", count)
    if not 1 <= len(batch.strip()) <= 100 or not batch.isprintable():
        raise InvalidField("batch", "empty_or_too_long", batch)
    _check(each)
    now = clock.now()
    codes = [new_code() for _ in range(count)]
    cards = [
        GiftCard(
            id=ids.new_id(),
            code_hash=code_hash(code),
            last_four=code[-4:],
            currency=each.currency,
            batch=batch.strip(),
            ends_at=ends_at,
            issued_at=now,
        )
        for code in codes
    ]
    with transaction.atomic():
        sql.advisory_lock(f"giftcard.batch:{batch.strip()}")
        if GiftCard.objects.filter(batch=batch.strip()).exists():
            raise GiftBatchTaken(batch.strip())
        GiftCard.objects.bulk_create(cards)
        _put_on([(card.pk, f"giftcard:{card.pk}") for card in cards], each, by)
        record(GiftCardsIssued(batch.strip(), count, each), by=by)
    return [Issued(card.pk, show_code(code)) for card, code in zip(cards, codes, strict=True)]


def top_up(card_id: UUID, *, amount: Money, key: str, by: Actor) -> None:
    """Put more on a card, once for each `key`. Raises GiftCardUnknown, GiftCardBlocked, InvalidField."""
    by.require("gift_cards.issue")
    _check(amount)
    with transaction.atomic():
        card = GiftCard.objects.filter(pk=card_id, currency=amount.currency).first()
        if card is None:
            raise GiftCardUnknown
        if card.blocked_at or (card.ends_at and card.ends_at <= clock.now()):
            raise GiftCardBlocked(card.last_four)
        if _put_on([(card_id, f"giftcard:{card_id}:{by.id}:{key}")], amount, by):
            record(GiftCardToppedUp(card_id, amount), by=by)


def block_gift_card(card_id: UUID, *, reason: str, by: Actor) -> None:
    """It pays nothing from now on; what is on it stays written there. Repeats are harmless. Raises GiftCardUnknown."""
    by.require("gift_cards.block")
    if not 1 <= len(reason.strip()) <= 200:
        raise InvalidField("reason", "empty_or_too_long", reason)
    with transaction.atomic():
        if not GiftCard.objects.filter(pk=card_id).exists():
            raise GiftCardUnknown
        if GiftCard.objects.filter(pk=card_id, blocked_at=None).update(blocked_at=clock.now()):
            record(GiftCardBlockedByUs(card_id, reason.strip()), by=by)


def _check(amount: Money) -> None:
    if amount.currency not in CURRENCIES:
        raise InvalidField("currency", "not_a_currency", amount.currency)
    if not 1 <= amount.minor <= MOST_MINOR:
        raise InvalidField("amount", "out_of_range", amount.minor)


def _put_on(cards: Sequence[tuple[UUID, str]], each: Money, by: Actor) -> bool:
    """False when it was there already, under the same key."""
    issued = accounts.outside(accounts.CARDS, each.currency, "issued")
    chains = [
        Chain(key, f"giftcard:{card_id}", (Post(issued, accounts.card(each.currency, card_id), each.minor, "issued"),))
        for card_id, key in cards
    ]
    answers = post(chains, by=by.lend("ledger.post"))
    for answer in answers:
        if isinstance(answer, Refusal):
            raise answer
    return not any(answer.repeated for answer in answers if not isinstance(answer, Refusal))
