"""A return in the ledger: the mirror of the imported sale, so that both together leave nothing at the customer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from duken.inventory import accounts as stock
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Chain, Post, Posted
from duken.ledger.post import post
from duken.payments import accounts as money
from duken.returns.matched import Matched


def post_returns(matched: Sequence[Matched], *, by: Actor) -> list[Posted | Refusal]:
    """One chain a return: goods go back where history's goods came from, money back the way it came."""
    chains = [
        Chain(f"return:{each.draft.key}", document_of(each.id), tuple(_transfers(each)), each.draft.returned_at)
        for each in matched
    ]
    return post(chains, by=by.lend("ledger.post")) if chains else []


def document_of(return_id: UUID) -> str:
    return f"return:{return_id}"


def _transfers(each: Matched) -> list[Post]:
    draft = each.draft
    pieces: Counter[UUID] = Counter()
    for line, variant in zip(draft.lines, each.variants, strict=True):
        pieces[variant] += line.quantity
    # What came back before Duken kept the books is in no bucket of today: the opening count has already seen it.
    posts = [Post(stock.customer(variant), stock.history(variant), quantity) for variant, quantity in pieces.items()]
    if each.total_minor:
        customer = money.customer(draft.currency)
        posts += [
            Post(customer, money.sales(draft.currency, draft.channel), each.total_minor),
            Post(money.settled_elsewhere(draft.currency, draft.channel), customer, each.total_minor),
        ]
    return posts
