"""Open a basket, or find the one a person has open."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.carts.reads import CartId, open_carts_of
from duken.customers.identities.alias import aliases_of
from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.stores import reads as stores


def open_cart(*, customer_id: UUID | None = None, channel: str | None = None, by: Actor) -> CartId:
    """The open basket of a person (made if there is none), or a new one that is nobody's.

    The person is `customer_id` (staff acting for somebody) or whoever asks. `channel` (the actor's unless given)
    says in which currency it starts. Repeating for a person finds the same basket, by any of their cards; a new one is
    the card's that speaks for them. Raises ChannelUnknown.
    """
    by.require("carts.write")
    owner = customer_id or by.customer
    cards = aliases_of(owner) if owner else []
    if cards and by.customer not in cards:
        by.require("carts.read")
    door = stores.open_channel(channel or by.channel)
    if len(cards) > 1 and (found := open_carts_of(cards)):
        return found[0]
    with transaction.atomic():
        opened = sql.rows(
            _OPEN,
            {
                "id": ids.new_id(),
                "owner": cards[0] if cards else None,
                "currency": door.currency,
                "channel": door.code,
                "now": clock.now(),
                "actor": by.id,
            },
        )
    return CartId(opened[0][0])


# A person's second basket is refused by the unique index; the no-change update then hands back the first.
_OPEN = """
WITH opened AS (
    INSERT INTO carts_cart (id, customer_id, status, version, currency, opened_in, last_channel, opened_at, last_seen)
    VALUES (%(id)s, %(owner)s, 'open', 1, %(currency)s, %(channel)s, %(channel)s, %(now)s, %(now)s)
    ON CONFLICT (customer_id) WHERE status = 'open' DO UPDATE SET last_seen = EXCLUDED.last_seen
    RETURNING id
), told AS (
    INSERT INTO carts_cartevent (cart_id, version, kind, facts, actor, channel, happened_at)
    SELECT id, 1, 'opened', '{}', %(actor)s, %(channel)s, %(now)s FROM opened WHERE id = %(id)s
)
SELECT id FROM opened
"""
