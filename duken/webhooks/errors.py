"""What webhooks refuse."""

from __future__ import annotations

from duken.kernel.refusals import Conflict, Invalid, Missing


class WebhookMissing(Missing):
    code = "webhooks.missing"


class WebhookDeliveryMissing(Missing):
    code = "webhooks.delivery_missing"


class EventUnknown(Invalid):
    """No such kind of event, or one that webhooks are not told of."""

    code = "webhooks.event_unknown"

    def __init__(self, event: str) -> None:
        super().__init__(event=event[:80])


class TooManyWebhooks(Conflict):
    code = "webhooks.too_many"

    def __init__(self, most: int) -> None:
        super().__init__(most=most)


class WebhookPausedNow(Conflict):
    """Nothing is sent while it is paused."""

    code = "webhooks.paused"
