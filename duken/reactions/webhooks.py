"""Events go to those who asked to be told; who is told nothing any more hears why."""

from __future__ import annotations

from collections.abc import Sequence

from duken.kernel.actor import Actor
from duken.kernel.events import Recorded
from duken.reactions.table import Reactions, outside, plural
from duken.webhooks.events import WebhookPaused
from duken.webhooks.spread import spread
from duken.webhooks.tell_owner import tell_owner


def tell_webhooks(events: Sequence[Recorded], by: Actor) -> None:
    spread(events)


def tell_their_owner(event: Recorded, by: Actor) -> None:
    tell_owner(event)


TELL = plural(tell_webhooks)  # which events come here is said by those who subscribed
REACTIONS: Reactions = {WebhookPaused: [outside(tell_their_owner)]}
