"""Questions about gift cards and credit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.access.attempts import attempt, succeeded
from duken.customers.identities.alias import aliases_of, aliases_of_all, is_same
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.ledger.reads import Movement, cached, movements
from duken.payments.gift_cards import accounts
from duken.payments.gift_cards.codes import code_hash, read_code
from duken.payments.gift_cards.errors import GiftCardBlocked, GiftCardUnknown
from duken.payments.models import GiftCard


class GiftCardRead(NamedTuple):
    """`left` is what it may still pay; `held` is promised to orders that are under way."""

    id: UUID
    last_four: str
    batch: str
    left: Money
    held: Money
    issued_at: datetime
    ends_at: datetime | None
    blocked_at: datetime | None

    def is_good(self, at: datetime) -> bool:
        return self.blocked_at is None and (self.ends_at is None or at < self.ends_at)


class CreditLine(NamedTuple):
    """`amount` came (above zero) or went; `why`: granted, refund, spent."""

    at: datetime
    amount: Money
    why: str
    document: str


class CreditRead(NamedTuple):
    """Somebody's credit, `held` for orders under way, and each movement, newest first."""

    free: Money
    held: Money
    lines: tuple[CreditLine, ...]


def card_with_code(code: str, *, asker: str, by: Actor) -> GiftCardRead:
    """The card behind a code, for whoever holds the code. Tries of one `asker` (an address, a key) are counted.

    Raises GiftCardUnknown, GiftCardBlocked, TooManyAttempts.
    """
    by.require("orders.place")
    attempt("gift_card", person=asker, address=asker)
    [found] = cards_with_codes([code])
    if isinstance(found, Refusal):
        raise found
    succeeded("gift_card", person=asker, address=asker)
    return found


def cards_with_codes(codes: Sequence[str]) -> list[GiftCardRead | Refusal]:
    """For placing orders: each card, or why not; in order, two statements. The callers of channels are counted."""
    hashes = [code_hash(code) if (code := read_code(typed)) else "" for typed in codes]
    found = {row.code_hash: row for row in GiftCard.objects.filter(code_hash__in=[one for one in hashes if one])}
    reads = dict(zip(found, _read(list(found.values())), strict=True))
    now = clock.now()

    def judged(hashed: str) -> GiftCardRead | Refusal:
        card = reads.get(hashed)
        if card is None:
            return GiftCardUnknown()
        return card if card.is_good(now) else GiftCardBlocked(card.last_four)

    return [judged(hashed) for hashed in hashes]


def gift_cards(
    *, search: str = "", ids: Sequence[UUID] | None = None, limit: int = 200, by: Actor
) -> list[GiftCardRead]:
    """Cards by batch or last four characters, newest first; two statements."""
    by.require("gift_cards.read")
    found = GiftCard.objects.order_by("-issued_at", "-id")
    if text := search.strip().replace("\x00", ""):
        found = found.filter(last_four=text.upper()) | found.filter(batch__icontains=text)
    if ids is not None:
        found = found.filter(pk__in=ids)
    return _read(list(found[:limit]))


def card_movements(card_id: UUID, *, by: Actor) -> list[Movement]:
    """Everything that happened to a card, newest first. Raises GiftCardUnknown."""
    by.require("gift_cards.read")
    card = GiftCard.objects.filter(pk=card_id).first()
    if card is None:
        raise GiftCardUnknown
    return list(movements(accounts=[accounts.card(card.currency, card.pk)]))


def credit_of(customer_id: UUID, currency: str, *, by: Actor) -> Money:
    """What a customer may spend, from all their cards. Their own, or with gift_cards.read."""
    if not is_same(by.customer, customer_id):
        by.require("gift_cards.read")
    asked = (customer_id, currency)
    return Money(sum(free_credit([asked])[asked].values()), currency)


def credit_statement(customer_id: UUID, currency: str, *, limit: int = 100, by: Actor) -> CreditRead:
    """What came and went on all their cards. Their own, or with gift_cards.read. Three statements."""
    if not is_same(by.customer, customer_id):
        by.require("gift_cards.read")
    theirs = [accounts.credit(currency, card) for card in aliases_of(customer_id)]
    there, places = cached(theirs).values(), {account.place for account in theirs}
    lines = [
        CreditLine(
            move.happened_at,
            Money(move.amount if move.to_place in places else -move.amount, currency),
            move.reason or "spent",
            move.document,
        )
        for move in movements(accounts=theirs, limit=limit)
        if move.kind in ("post", "capture")
    ]
    free, held = sum(each.free for each in there), sum(each.held for each in there)
    return CreditRead(Money(free, currency), Money(held, currency), tuple(lines))


def free_credit(asked: Collection[tuple[UUID, str]]) -> dict[tuple[UUID, str], dict[UUID, int]]:
    """For placing orders, not for people: by (customer, currency) what lies on each card of the person, in the order in
    which it is spent. Two statements, or none."""
    if not asked:
        return {}
    families = aliases_of_all({customer for customer, _ in asked})
    there = cached([accounts.credit(currency, card) for customer, currency in asked for card in families[customer]])
    return {
        (customer, currency): {card: there[accounts.credit(currency, card)].free for card in families[customer]}
        for customer, currency in asked
    }


def _read(rows: Sequence[GiftCard]) -> list[GiftCardRead]:
    there = cached([accounts.card(row.currency, row.pk) for row in rows]) if rows else {}
    return [
        GiftCardRead(
            row.pk,
            row.last_four,
            row.batch,
            Money(balance.free, row.currency),
            Money(balance.held, row.currency),
            row.issued_at,
            row.ends_at,
            row.blocked_at,
        )
        for row in rows
        for balance in [there[accounts.card(row.currency, row.pk)]]
    ]
