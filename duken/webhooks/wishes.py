"""What each webhook wants and may have at this moment: asked when an event is spread, and again when it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from duken.access.owners import actors_now, is_the_shop
from duken.kernel.events import Recorded
from duken.orders.reads import locations_of
from duken.webhooks.events import WebhookTested
from duken.webhooks.kinds import may_be_told
from duken.webhooks.models import Webhook

_PLACES = ("location_id", "from_location_id", "to_location_id")
Places = Mapping[UUID, frozenset[UUID]]  # event id -> the stores it was in


class Wish(NamedTuple):
    """What one webhook is to be told of. `scopes` and `stores`: no more than its owner holds now; None: every store."""

    id: UUID
    events: frozenset[str]
    scopes: frozenset[str]
    stores: frozenset[UUID] | None

    def is_for(self, event: Recorded, places: Places) -> bool:
        if event.name == WebhookTested.name():
            return event.aggregate_id == str(self.id)
        if event.name not in self.events or not may_be_told(event, self.scopes):
            return False
        return self.stores is None or not self.stores.isdisjoint(places.get(event.id, frozenset()))


def standing() -> list[Wish]:
    """Of those that are not paused and whose owner is still here and may still have others told."""
    rows = list(Webhook.objects.filter(paused_at=None).only("id", "events", "scopes", "stores", "owner"))
    owners = actors_now({row.owner for row in rows})
    wishes = []
    for row in rows:
        scopes, stores = frozenset(row.scopes), _ids(row.stores)
        if not is_the_shop(row.owner):
            owner = owners.get(row.owner)
            if owner is None or "webhooks.manage" not in owner.scopes:
                continue
            scopes &= owner.scopes
            if owner.stores is not None:
                stores = owner.stores if stores is None else stores & owner.stores
        wishes.append(Wish(row.pk, frozenset(row.events), scopes, stores))
    return wishes


def places_of(events: Sequence[Recorded], wishes: Sequence[Wish]) -> Places:
    """By event id; empty where no wish asks. What is about an order is of the order's store."""
    if all(wish.stores is None for wish in wishes):
        return {}
    orders = {event.id: UUID(event.aggregate_id) for event in events if event.aggregate == "order"}
    of_orders = locations_of(orders.values())
    found: dict[UUID, frozenset[UUID]] = {}
    for event in events:
        named = {UUID(event.facts[name]) for name in _PLACES if event.facts.get(name)}
        if (order := orders.get(event.id)) in of_orders:
            named.add(of_orders[order])
        found[event.id] = frozenset(named)
    return found


def _ids(stores: Sequence[str] | None) -> frozenset[UUID] | None:
    return None if stores is None else frozenset(UUID(one) for one in stores)
