"""The box at the checkout, empty until somebody ticks it. The order does not depend on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duken.channels.storefront.frame import language
from duken.customers.consents.give import Consenting, give_consents
from duken.kernel.actor import Actor


def agree_at_checkout(told: Mapping[str, Any], by: Actor) -> None:
    """Who is signed in agrees on their card; a guest with the contact they typed, until they have a card."""
    if not told.get("offers"):
        return
    contact = ("email", told["email"]) if told["email"] else ("phone", told["phone"])
    whose = {"customer_id": by.customer} if by.customer else {"contact": contact}
    give_consents([Consenting("marketing", language=language(), **whose)], by=by)
