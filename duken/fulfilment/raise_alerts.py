"""Raise alerts: nobody has seen the order in time, or it is not ready when it was promised. Each has an owner."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.fulfilment.events import AlertRaised
from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.stores import reads as stores

_LATE = """
SELECT f.id, f.order_id, f.location_id, late.kind
FROM fulfilment_fulfilment f
CROSS JOIN LATERAL (VALUES
    ('unacknowledged', f.status = 'requested' AND f.acknowledge_by < %(now)s),
    ('not_ready', f.status IN ('requested', 'acknowledged', 'picking') AND f.ready_by < %(now)s)) late(kind, is_late)
WHERE f.status IN ('requested', 'acknowledged', 'picking', 'ready') AND late.is_late
  AND NOT EXISTS (SELECT 1 FROM fulfilment_alert a WHERE a.fulfilment_id = f.id AND a.kind = late.kind)
ORDER BY f.id LIMIT %(limit)s
"""


def raise_alerts(*, limit: int = 500, by: Actor) -> int:
    """Raise what is late and has no alert yet; answers how many. Safe to run twice at once: one alert of a kind."""
    by.require("fulfilment.work")
    with transaction.atomic():
        late = sql.rows(_LATE, {"now": clock.now(), "limit": limit})
        if not late:
            return 0
        columns: dict[str, tuple[str, list[object]]] = {
            "id": ("uuid", [ids.new_id() for _ in late]),
            "fulfilment_id": ("uuid", [row[0] for row in late]),
            "location_id": ("uuid", [row[2] for row in late]),
            "kind": ("text", [row[3] for row in late]),
            "owner": ("text", [_owner(row[2]) for row in late]),
            "raised_at": ("timestamptz", [clock.now()] * len(late)),
        }
        tail = "ON CONFLICT DO NOTHING RETURNING fulfilment_id, kind"
        raised = set(sql.insert_returning("fulfilment_alert", columns, tail))
        new = [row for row in late if (row[0], row[3]) in raised]
        record(*(AlertRaised(order, fulfilment, place, kind) for fulfilment, order, place, kind in new), by=by)
    return len(new)


def _owner(location_id: UUID) -> str:
    """Whoever is named as the shop's manager; a screen says "the manager" where nobody is."""
    return stores.location(location_id).manager_name
