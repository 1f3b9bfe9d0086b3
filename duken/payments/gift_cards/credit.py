"""Store credit: money a customer has with us without a card."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.money import Money
from duken.kernel.refusals import InvalidField, Refusal
from duken.ledger.entries import Chain, Post
from duken.ledger.post import post
from duken.payments.gift_cards import accounts
from duken.payments.gift_cards.events import CreditGranted
from duken.payments.gift_cards.issue import MOST_MINOR


def grant_credit(customer_id: UUID, *, amount: Money, reason: str, key: str, by: Actor) -> None:
    """Give a customer credit, once for each `key`. Raises InvalidField."""
    by.require("gift_cards.issue")
    if not 1 <= amount.minor <= MOST_MINOR:
        raise InvalidField("amount", "out_of_range", amount.minor)
    if not 1 <= len(reason.strip()) <= 200:
        raise InvalidField("reason", "empty_or_too_long", reason)
    granted = accounts.outside(accounts.CREDIT, amount.currency, "issued")
    movement = Post(granted, accounts.credit(amount.currency, customer_id), amount.minor, "granted")
    with transaction.atomic():
        chain = Chain(f"credit:{customer_id}:{by.id}:{key}", f"customer:{customer_id}", (movement,))
        [answer] = post([chain], by=by.lend("ledger.post"))
        if isinstance(answer, Refusal):
            raise answer
        if not answer.repeated:
            record(CreditGranted(customer_id, amount, reason.strip()), by=by)
