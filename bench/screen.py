"""A ticket for a screen that shows every place."""

from __future__ import annotations

from bench import child
from duken.channels.live_tickets import store_topic, ticket_for
from duken.stores import reads as stores


def screen_ticket() -> child.Told:
    return {"ticket": ticket_for(child.by(), [store_topic(place.id) for place in stores.locations()])}
