"""What a customer has with us and brings to an order: a gift card whose code is told, their store credit. It pays
first, whoever types it: the shopper at the checkout, or a member of staff at the desk."""

from __future__ import annotations

from typing import NamedTuple

from duken.channels.texts import sentence
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.payments.gift_cards.codes import read_code
from duken.payments.gift_cards.errors import GiftCardUnknown
from duken.payments.gift_cards.reads import GiftCardRead, card_with_code


class Parts(NamedTuple):
    """How a total is paid."""

    total_minor: int
    card_minor: int
    credit_minor: int
    left_minor: int


class OwnMoney(NamedTuple):
    """`card_problem`: why the code that was typed pays nothing, in words. `credit_minor`: what there is to spend."""

    card: GiftCardRead | None
    card_problem: str
    credit_minor: int
    uses_credit: bool

    @property
    def pays(self) -> bool:
        return self.card is not None or self.spends_minor > 0

    @property
    def spends_minor(self) -> int:
        return self.credit_minor if self.uses_credit else 0

    def parts(self, total_minor: int) -> Parts:
        """The card first, then the credit: as the order will take them."""
        by_card = min(self.card.left.minor, total_minor) if self.card else 0
        by_credit = min(self.spends_minor, total_minor - by_card)
        return Parts(total_minor, by_card, by_credit, total_minor - by_card - by_credit)


def card_typed(code: str, *, asker: str, by: Actor) -> GiftCardRead:
    """The card behind a code that somebody typed. What can be no code is asked of nobody, and so counts as no try.

    Raises GiftCardUnknown, GiftCardBlocked, TooManyAttempts.
    """
    if read_code(code) is None:
        raise GiftCardUnknown
    return card_with_code(code, asker=asker, by=by)


def card_or_why(code: str, currency: str, *, asker: str, by: Actor) -> tuple[GiftCardRead | None, str]:
    """The card, or in words why it pays nothing here; neither where no code was typed."""
    if not code:
        return None, ""
    try:
        card = card_typed(code, asker=asker, by=by)
        if card.left.currency != currency:
            raise GiftCardUnknown
    except Refusal as refusal:
        return None, sentence(refusal)
    return card, ""
