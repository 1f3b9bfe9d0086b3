"""Where units come from that a customer has carried out of a shop already. Pure: the caller has locked them."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import NamedTuple
from uuid import UUID

from duken.inventory import accounts
from duken.ledger.entries import Account, Post


class Handed(NamedTuple):
    """So many of a variant, sold at a till of a shop, in the till's channel."""

    till_id: UUID
    channel: str
    location_id: UUID
    variant_id: UUID
    quantity: int


class Taken(NamedTuple):
    """`missing` of them were in no book: they come out of the variance, and somebody must count."""

    posts: tuple[Post, ...]
    missing: int


def sources_of(handed: Handed) -> list[Account]:
    """What this till has set aside first, what was kept for its channel before the rest; then what else is kept for it,
    then what is free to everybody: never what others were promised."""
    return [own_of_channel(handed), *locked_sources_of(handed)]


def own_of_channel(handed: Handed) -> Account:
    return accounts.kept_for_till(handed.till_id, handed.channel, handed.variant_id, handed.location_id)


def locked_sources_of(handed: Handed) -> list[Account]:
    """All but the first: who has locked these has that to himself."""
    return [
        accounts.leased(handed.till_id, handed.variant_id, handed.location_id),
        accounts.kept_for(handed.channel, handed.variant_id, handed.location_id),
        accounts.on_hand(handed.variant_id, handed.location_id),
    ]


def take_over_the_counter(handed: Handed, free: MutableMapping[Account, int]) -> Taken:
    """The movements to the customer; `free` (of the sources) goes down by what is taken."""
    target = accounts.customer(handed.variant_id)
    left, posts = handed.quantity, []
    for source in sources_of(handed):
        part = min(left, max(free[source], 0))
        if part:
            free[source] -= part
            left -= part
            posts.append(Post(source, target, part, "sold"))
    if left:
        posts.append(Post(accounts.variance(handed.variant_id, handed.location_id), target, left, "sold"))
    return Taken(tuple(posts), left)
