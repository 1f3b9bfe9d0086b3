"""When two cards became one person's, or two people's again: so do their baskets."""

from __future__ import annotations

from uuid import UUID

from duken.carts.join_carts import join_carts, part_carts
from duken.customers.events import CustomersMerged, CustomersUnmerged
from duken.kernel.actor import Actor
from duken.kernel.events import Recorded
from duken.reactions.table import Reactions, reaction


def join_their_baskets(event: Recorded, by: Actor) -> None:
    join_carts(UUID(event.facts["customer_id"]), by=by)


def part_their_baskets(event: Recorded, by: Actor) -> None:
    part_carts(UUID(event.facts["customer_id"]), UUID(event.facts["joined_id"]), by=by)


REACTIONS: Reactions = {
    CustomersMerged: [reaction(join_their_baskets)],
    CustomersUnmerged: [reaction(part_their_baskets)],
}
