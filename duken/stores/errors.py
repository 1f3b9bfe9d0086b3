"""What stores refuses."""

from __future__ import annotations

from duken.kernel.refusals import Conflict, Invalid, Missing


class LocationUnknown(Missing):
    code = "stores.location_unknown"

    def __init__(self, location: object) -> None:
        super().__init__(location=str(location)[:80])


class ChannelUnknown(Missing):
    code = "stores.channel_unknown"

    def __init__(self, channel: str) -> None:
        super().__init__(channel=channel[:80])


class ChannelClosed(Conflict):
    code = "stores.channel_closed"

    def __init__(self, channel: str) -> None:
        super().__init__(channel=channel)


class LegalEntityUnknown(Missing):
    code = "stores.legal_entity_unknown"

    def __init__(self, order_prefix: str) -> None:
        super().__init__(order_prefix=order_prefix[:80])


class DeliveryZoneUnknown(Missing):
    code = "stores.delivery_zone_unknown"

    def __init__(self, zone: str) -> None:
        super().__init__(zone=zone[:80])


class BadOpeningHours(Invalid):
    code = "stores.bad_opening_hours"

    def __init__(self, problem: str, value: object) -> None:
        super().__init__(problem=problem, value=str(value)[:80])
