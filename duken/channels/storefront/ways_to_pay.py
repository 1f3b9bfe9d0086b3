"""The ways to pay that are wired, in words."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext

from duken.payments.provider import PROVIDERS

AT_THE_COUNTER = "on_collection"  # paid to a person of ours: when collected, or at the door


class WayToPay(NamedTuple):
    value: str
    name: str
    hint: str
    icon: str


def ways_to_pay() -> list[WayToPay]:
    """To a person of ours, and whatever payment services are wired."""
    online = [
        WayToPay(method, gettext("Card, online"), gettext("on the page of the payment service"), "card")
        for method in PROVIDERS
    ]
    return [
        WayToPay(
            AT_THE_COUNTER, gettext("On receipt"), gettext("cash or card, when you have it in your hands"), "cash"
        ),
        *online,
    ]
