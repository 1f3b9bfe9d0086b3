"""The board of a shop: what is new, being picked, ready; what is late, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.kernel import sql
from duken.kernel.actor import Actor

READ_AT_MOST = 300


class Card(NamedTuple):
    """One order on the board. `customer` is shortened: the screen stands where others can see it."""

    id: UUID
    order_id: UUID
    order_number: str
    channel: str
    method: str
    status: str
    customer: str
    requested_at: datetime
    acknowledge_by: datetime | None
    ready_by: datetime | None
    ready_at: datetime | None
    arrived_at: datetime | None
    bay: str
    units: int
    units_picked: int
    units_short: int
    lines: int
    alerts: list[str]
    awaits_answer: bool


class Alert(NamedTuple):
    """Something late. `owner` is empty where the shop names no manager."""

    id: UUID
    fulfilment_id: UUID
    location_id: UUID
    order_number: str
    kind: str
    owner: str
    raised_at: datetime
    resolved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Board:
    new: list[Card]
    picking: list[Card]
    ready: list[Card]
    on_the_way: list[Card]
    to_put_back: list[Card]
    done_today: int


_CARDS = """
SELECT f.id, f.order_id, f.order_number, f.channel, f.method, f.status, o.contact_name, f.requested_at,
       f.acknowledge_by, f.ready_by, f.ready_at, f.arrived_at, f.bay,
       coalesce(l.units, 0)::int, coalesce(l.picked, 0)::int, coalesce(l.short, 0)::int, coalesce(l.lines, 0)::int,
       coalesce((SELECT array_agg(a.kind ORDER BY a.raised_at) FROM fulfilment_alert a
                 WHERE a.fulfilment_id = f.id AND a.resolved_at IS NULL), '{}'),
       EXISTS (SELECT 1 FROM fulfilment_shortage s WHERE s.fulfilment_id = f.id AND s.answer = '')
FROM fulfilment_fulfilment f JOIN orders_order o ON o.id = f.order_id
LEFT JOIN LATERAL (SELECT sum(wanted) units, sum(picked) picked, sum(short) short, count(*) lines
                   FROM fulfilment_line WHERE fulfilment_id = f.id) l ON true
WHERE f.location_id = %(place)s AND (f.status IN ('requested', 'acknowledged', 'picking', 'ready')
      OR f.status = 'shipped' AND f.handed_over_at > now() - interval '14 days'
      OR f.status = 'cancelled' AND f.picking_at IS NOT NULL AND f.put_back_at IS NULL)
ORDER BY coalesce(f.ready_by, f.requested_at), f.id LIMIT %(limit)s
"""


def board(location_id: UUID, *, since: datetime, by: Actor) -> Board:
    """Everything of one shop that wants a hand, most urgent first; two statements. `since`: start of the day there."""
    by.require("fulfilment.read", store=location_id)
    rows = sql.rows(_CARDS, {"place": location_id, "limit": READ_AT_MOST})
    cards = [Card(*row)._replace(customer=short_name(row[6])) for row in rows]
    [(done,)] = sql.rows(
        """SELECT count(*) FROM fulfilment_fulfilment WHERE location_id = %s AND requested_at > %s - interval '30 days'
           AND handed_over_at >= %s""",
        [location_id, since, since],
    )
    return Board(
        new=[card for card in cards if card.status == "requested"],
        picking=[card for card in cards if card.status in ("acknowledged", "picking")],
        ready=sorted((card for card in cards if card.status == "ready"), key=_waiting_first),
        on_the_way=[card for card in cards if card.status == "shipped"],
        to_put_back=[card for card in cards if card.status == "cancelled"],
        done_today=done,
    )


def alerts(*, location_id: UUID | None = None, limit: int = 100, by: Actor) -> list[Alert]:
    """Open alerts, oldest first, of one shop or of all this actor works in; one statement."""
    by.require("fulfilment.read", store=location_id)
    places = [location_id] if location_id else None if by.stores is None else list(by.stores)
    return sql.named_rows(
        Alert,
        """SELECT a.id, a.fulfilment_id, a.location_id, f.order_number, a.kind, a.owner, a.raised_at, a.resolved_at
           FROM fulfilment_alert a JOIN fulfilment_fulfilment f ON f.id = a.fulfilment_id
           WHERE a.resolved_at IS NULL AND (%(everywhere)s OR a.location_id = ANY(%(places)s::uuid[]))
           ORDER BY a.raised_at LIMIT %(limit)s""",
        {"everywhere": places is None, "places": places or [], "limit": limit},
    )


def short_name(name: str) -> str:
    """First name and an initial: enough to call somebody, too little to know them."""
    words = name.split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else name


def _waiting_first(card: Card) -> tuple[bool, datetime]:
    moment = card.arrived_at or card.ready_at or card.requested_at
    return card.arrived_at is None, moment
