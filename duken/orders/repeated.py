"""Orders that look like one intent while nobody could be asked: they wait for a person, who says what they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from duken.kernel import clock, sql
from duken.kernel.actor import Actor
from duken.orders._same_intent import Noticed
from duken.orders.order import OrderRead
from duken.orders.reads import orders_with_ids
from duken.orders.states import OPEN


class RepeatedRead(NamedTuple):
    """Two orders, the earlier first."""

    id: int
    noticed_at: datetime
    first: OrderRead
    second: OrderRead


def flag_repeated(noticed: Mapping[int, Noticed], placed: Mapping[int, OrderRead]) -> None:
    """Put what nobody was asked about before a person, in the transaction that placed the second. One statement."""
    pairs = [(one.earlier.id, placed[at].id) for at, one in noticed.items() if one.how == "unasked" and at in placed]
    if not pairs:
        return
    sql.insert(
        "orders_repeated",
        {
            "first_id": ("uuid", [first for first, _ in pairs]),
            "second_id": ("uuid", [second for _, second in pairs]),
            "noticed_at": ("timestamptz", sql.Same(clock.now())),
            "answer": ("text", sql.Same("")),
            "answered_by": ("text", sql.Same("")),
        },
    )


def waiting_repeated(*, limit: int = 20, by: Actor) -> list[RepeatedRead]:
    """Pairs somebody should look at before they are packed, the oldest first: while one of them is open and neither is
    cancelled. Staff see those of which both orders are in their stores. Three statements."""
    by.require("orders.cancel")
    found = sql.rows(f"SELECT r.id, r.noticed_at, first.id, second.id {_WAITING} LIMIT %(limit)s", _asked(by, limit))
    orders = {one.id: one for one in orders_with_ids([one for row in found for one in row[2:]])}
    return [RepeatedRead(id, at, orders[first], orders[second]) for id, at, first, second in found]


def count_repeated(*, by: Actor) -> int:
    by.require("orders.cancel")
    [(count,)] = sql.rows(f"SELECT count(*) FROM (SELECT {_WAITING} LIMIT %(limit)s) waiting", _asked(by, 1000))  # noqa: S608
    return int(count)


def close_repeated(*, by: Actor) -> int:
    """Pairs nobody decided in time wait no more: their answer is `late`. Answers how many; one statement."""
    by.require("orders.cancel")
    return sql.run(_CLOSE, {"open": list(OPEN), "now": clock.now(), "by": by.id})


def _asked(by: Actor, limit: int) -> dict[str, Any]:
    stores: list[UUID] = [] if by.stores is None else list(by.stores)
    return {"open": list(OPEN), "everywhere": by.stores is None, "stores": stores, "limit": limit}


_WAITING = """
FROM orders_repeated r
JOIN orders_order first ON first.id = r.first_id
JOIN orders_order second ON second.id = r.second_id
WHERE r.answer = '' AND 'cancelled' NOT IN (first.status, second.status)
  AND (first.status = ANY(%(open)s) OR second.status = ANY(%(open)s))
  AND (%(everywhere)s OR first.location_id = ANY(%(stores)s) AND second.location_id = ANY(%(stores)s))
ORDER BY r.noticed_at, r.id
"""

_CLOSE = """
UPDATE orders_repeated r SET answer = 'late', answered_at = %(now)s, answered_by = %(by)s
FROM orders_order first, orders_order second
WHERE r.answer = '' AND first.id = r.first_id AND second.id = r.second_id
  AND ('cancelled' IN (first.status, second.status)
       OR first.status <> ALL(%(open)s) AND second.status <> ALL(%(open)s))
"""
