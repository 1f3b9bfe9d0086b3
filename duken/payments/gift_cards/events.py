"""What happened to gift cards and credit. The codes themselves are worth money and stay out of the feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event
from duken.kernel.money import Money


@dataclass(frozen=True, slots=True)
class GiftCardsIssued(Event):
    aggregate: ClassVar[str] = "gift_card_batch"
    privileged: ClassVar[str] = "gift_cards.issue"
    batch: str
    count: int
    each: Money


@dataclass(frozen=True, slots=True)
class GiftCardToppedUp(Event):
    aggregate: ClassVar[str] = "gift_card"
    privileged: ClassVar[str] = "gift_cards.issue"
    card_id: UUID
    amount: Money


@dataclass(frozen=True, slots=True)
class GiftCardBlockedByUs(Event):
    aggregate: ClassVar[str] = "gift_card"
    privileged: ClassVar[str] = "gift_cards.block"
    card_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class CreditGranted(Event):
    aggregate: ClassVar[str] = "customer"
    privileged: ClassVar[str] = "gift_cards.issue"
    customer_id: UUID
    amount: Money
    reason: str
