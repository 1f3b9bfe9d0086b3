"""Who is told of an event: a delivery for each webhook that wants it and may have it."""

from __future__ import annotations

from collections.abc import Sequence

from duken.kernel import clock, sql
from duken.kernel.events import Recorded
from duken.webhooks.wishes import places_of, standing


def spread(events: Sequence[Recorded]) -> None:
    """In the caller's transaction; the same event again makes no second delivery. Six statements at most.

    A webhook limited to some stores is told what names one of them, or is about an order of one; an event that is
    nobody's store is not told there. What somebody made is silent once they may have nobody told any more.
    """
    wishes = standing()
    if not wishes:
        return
    places = places_of(events, wishes)
    pairs = [(wish.id, event) for event in events for wish in wishes if wish.is_for(event, places)]
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
