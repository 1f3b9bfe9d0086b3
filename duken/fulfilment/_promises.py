"""Promises kept: promised against actual, by channel and shop; and the cases where stock was wrong (R36, R121)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.kernel import sql
from duken.kernel.actor import Actor


class Promise(NamedTuple):
    """One shop, one channel. `late_p95_minutes` is how late the latest twentieth was; 0 when they were on time."""

    location_id: UUID
    channel: str
    method: str
    promised: int
    kept: int
    acknowledged_in_time: int
    late_p95_minutes: float


class WrongStock(NamedTuple):
    """Cases where shown stock was wrong. `untold` must be 0: nobody learns it at the counter."""

    shortages: int
    units: int
    orders: int
    orders_cancelled: int
    untold: int
    told_after_ready: int
    told_within_seconds_p95: float


def promises_kept(*, since: datetime, until: datetime, by: Actor) -> list[Promise]:
    """Of everything promised for a moment in the period; one statement."""
    by.require("reports.read")
    return sql.named_rows(
        Promise,
        """SELECT location_id, channel, method, count(*),
                  count(*) FILTER (WHERE ready_at <= ready_by),
                  count(*) FILTER (WHERE acknowledged_at <= acknowledge_by),
                  coalesce(round((percentile_cont(0.95) WITHIN GROUP (ORDER BY greatest(0,
                      extract(epoch FROM coalesce(ready_at, now()) - ready_by) / 60)))::numeric, 1), 0)::float
           FROM fulfilment_fulfilment
           WHERE ready_by >= %(since)s AND ready_by < %(until)s AND status <> 'cancelled'
             AND (%(everywhere)s OR location_id = ANY(%(places)s::uuid[]))
           GROUP BY location_id, channel, method ORDER BY location_id, channel, method""",
        {"since": since, "until": until} | _places(by),
    )


def wrong_stock(*, since: datetime, until: datetime, by: Actor) -> WrongStock:
    by.require("reports.read")
    [row] = sql.rows(
        """SELECT count(*), coalesce(sum(s.quantity), 0)::int, count(DISTINCT f.order_id),
                  count(DISTINCT f.order_id) FILTER (WHERE f.status = 'cancelled'),
                  count(*) FILTER (WHERE s.told_at IS NULL),
                  count(*) FILTER (WHERE f.ready_at IS NOT NULL AND coalesce(s.told_at, now()) > f.ready_at),
                  coalesce(percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM s.told_at - s.found_at)),
                           0)::float
           FROM fulfilment_shortage s JOIN fulfilment_fulfilment f ON f.id = s.fulfilment_id
           WHERE s.found_at >= %(since)s AND s.found_at < %(until)s
             AND (%(everywhere)s OR s.location_id = ANY(%(places)s::uuid[]))""",
        {"since": since, "until": until} | _places(by),
    )
    return WrongStock(*row)


def _places(by: Actor) -> dict[str, object]:
    return {"everywhere": by.stores is None, "places": [] if by.stores is None else list(by.stores)}
