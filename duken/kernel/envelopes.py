"""The envelope of an event on its way outside: CloudEvents 1.0, as the feed of the API shows it."""

from __future__ import annotations

from typing import Any

import orjson

from duken.kernel.events import Recorded


def cloud_event(event: Recorded) -> dict[str, Any]:
    """`subject` is whose story it belongs to; `position` its place in the feed."""
    return {
        "id": str(event.id),
        "type": event.name,
        "subject": f"{event.aggregate}/{event.aggregate_id}",
        "time": event.happened_at,
        "data": event.facts,
        "position": event.position,
        "actor": event.actor,
        "channel": event.channel,
        "source": "/duken",
        "specversion": "1.0",
        "datacontenttype": "application/json",
    }


def written(event: Recorded) -> bytes:
    """The envelope as JSON; times in UTC."""
    return orjson.dumps(cloud_event(event), option=orjson.OPT_UTC_Z)
