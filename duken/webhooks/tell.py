"""The body of a delivery: the event as the feed shows it, with as much of people in it as the scopes open."""

from __future__ import annotations

import orjson

from duken.kernel.envelopes import cloud_event
from duken.kernel.events import Recorded
from duken.webhooks.kinds import CUSTOMERS

_OF_PEOPLE = frozenset({"customer_id"})  # facts that lead to a person; their card is read with the same scope


def body_of(event: Recorded, scopes: frozenset[str]) -> bytes:
    """JSON, CloudEvents 1.0. Without `customers.read` no number of a customer, and of who acted only what they are."""
    told = cloud_event(event)
    if CUSTOMERS not in scopes:
        told["data"] = {name: value for name, value in event.facts.items() if name not in _OF_PEOPLE}
        told["actor"] = event.actor.partition(":")[0]
    return orjson.dumps(told, option=orjson.OPT_UTC_Z)
