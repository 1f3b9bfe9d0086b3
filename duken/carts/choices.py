"""What a shopper has said so far: how the goods shall come, and whom to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from duken.carts.quote_request import DeliveryWant
from duken.kernel.cards import refuse_card_number
from duken.kernel.refusals import InvalidField

MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class DeliveryChoice:
    """Collected in `store` (a code, or "auto"), or delivered to an address by `zone` (a code; empty: the first)."""

    method: Literal["pickup", "delivery"]
    store: str = ""
    zone: str = ""
    country: str = ""
    city: str = ""
    postcode: str = ""
    line1: str = ""

    def want(self) -> DeliveryWant | None:
        """What a quote needs to know of it: nothing if collected or if no address is known yet."""
        if self.method == "pickup" or not self.country:
            return None
        return DeliveryWant(self.country, self.city, self.postcode, self.zone)


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """As typed so far, unchecked; an order checks it."""

    name: str = ""
    phone: str = ""
    email: str = ""


def to_columns(choice: DeliveryChoice | ContactDraft) -> dict[str, str]:
    """Plain texts for storing; raises InvalidField for what is too long or no text."""
    told = asdict(choice)
    for field, value in told.items():
        if not isinstance(value, str) or len(value) > MOST_CHARACTERS or "\x00" in value:
            raise InvalidField(field, "too_long", value)
        refuse_card_number(field, value)
    if isinstance(choice, DeliveryChoice) and choice.method not in ("pickup", "delivery"):
        raise InvalidField("method", "not_an_option", choice.method)
    return {field: value.strip() for field, value in told.items()}


def read_delivery(stored: Mapping[str, Any] | None) -> DeliveryChoice | None:
    return DeliveryChoice(**stored) if stored else None


def read_contact(stored: Mapping[str, Any] | None) -> ContactDraft | None:
    return ContactDraft(**stored) if stored else None
