"""Who is told of an event: a delivery for each webhook that wants it and may have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from duken.access.keys import open_keys
from duken.kernel import clock, sql
from duken.kernel.events import Recorded
from duken.orders.reads import locations_of
from duken.webhooks.kinds import may_be_told
from duken.webhooks.models import Webhook

_PLACES = ("location_id", "from_location_id", "to_location_id")
Places = Mapping[UUID, frozenset[UUID]]  # event id -> the stores it was in


class Wish(NamedTuple):
    """What one webhook is to be told of."""

    id: UUID
    events: frozenset[str]
    scopes: frozenset[str]
    stores: frozenset[UUID] | None

    def is_for(self, event: Recorded, places: frozenset[UUID]) -> bool:
        if event.name not in self.events or not may_be_told(event, self.scopes):
            return False
        return self.stores is None or not self.stores.isdisjoint(places)


def spread(events: Sequence[Recorded]) -> None:
    """In the caller's transaction; the same event again makes no second delivery. Four statements at most.

    A webhook limited to some stores is told what names one of them, or is about an order of one; an event that is
    nobody's store is not told there. What a key made is silent once the key is revoked.
    """
    wishes = _standing()
    if not wishes:
        return
    places = _places(events) if any(wish.stores is not None for wish in wishes) else {}
    pairs = [
        (wish.id, event) for event in events for wish in wishes if wish.is_for(event, places.get(event.id, frozenset()))
    ]
    if pairs:
        now = clock.now()
        sql.insert(
            "webhooks_delivery",
            {
                "webhook_id": ("uuid", [webhook for webhook, _ in pairs]),
                "event_id": ("uuid", [event.id for _, event in pairs]),
                "event": ("text", [event.name for _, event in pairs]),
                "created_at": ("timestamptz", sql.Same(now)),
                "due_at": ("timestamptz", sql.Same(now)),
            },
            "ON CONFLICT (webhook_id, event_id) DO NOTHING",
        )


def _standing() -> list[Wish]:
    rows = list(Webhook.objects.filter(paused_at=None).only("id", "events", "scopes", "stores", "owner"))
    prefixes = {row.owner.removeprefix("key:") for row in rows if row.owner.startswith("key:")}
    closed = {f"key:{prefix}" for prefix in prefixes - open_keys(prefixes)} if prefixes else set()
    return [
        Wish(row.pk, frozenset(row.events), frozenset(row.scopes), _ids(row.stores))
        for row in rows
        if row.owner not in closed
    ]


def _places(events: Sequence[Recorded]) -> Places:
    """By event id. What is about an order is of the order's store."""
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
